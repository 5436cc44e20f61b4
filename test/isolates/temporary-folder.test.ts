import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { temporaryFolder } from '../../harness/isolates/supervision/temporary-folder.js';
import { check } from '../support/check-scenario.js';
import { expectHeapwitnessError, rejectionOf } from '../support/errors.js';
import { endOf } from '../support/run-program.js';
import { withTemporaryFolder } from '../support/temporary-folder.js';

/** Has the system's temporary folder be another. */
async function withTmpdir(path: string, use: () => Promise<void>): Promise<void> {
  const { TMPDIR: before } = process.env;
  process.env['TMPDIR'] = path;
  try {
    await use();
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}

describe('temporaryFolder()', () => {
  it('creates a folder that can be removed with any content', async () => {
    const folder = await temporaryFolder();
    const { path } = folder;
    await writeFile(join(path, 'file'), 'x');
    await mkdtemp(join(path, 'folder-'));
    await folder.remove();
    expect(existsSync(path)).to.equal(false);
  });

  it('rejects with TMPDIR, its value and the remedy if that is missing or a file', () =>
    withTemporaryFolder(async (folder) => {
      const file = join(folder, 'file');
      await writeFile(file, '');
      for (const path of [join(folder, 'missing'), file])
        await withTmpdir(path, async () => {
          for (const error of [await rejectionOf(temporaryFolder()), await rejectionOf(check('clean'))]) {
            expectHeapwitnessError(error, 'ERR_USAGE');
            expect(error)
              .to.have.property('message')
              .that.contains(`TMPDIR is ${JSON.stringify(path)}`);
            expect(error).to.have.property('message').that.contains('Set TMPDIR to a folder');
          }
        });
    }));

  it('rejects with the option to add if the permission model of Node allows no file to be written', async () => {
    const permission = process.allowedNodeEnvironmentFlags.has('--permission')
      ? '--permission'
      : '--experimental-permission';
    const module = new URL('../../harness/isolates/supervision/temporary-folder.js', import.meta.url).href;
    const source = `const { temporaryFolder } = await import(${JSON.stringify(module)});
      await temporaryFolder().catch(({ code, message }) => console.log(JSON.stringify({ code, message })));`;
    const { stdout, stderr } = await endOf(
      spawn(process.execPath, [permission, '--allow-fs-read=*', '--input-type=module', '-e', source]),
    );
    expect(stdout, stderr).to.include('"code":"ERR_USAGE"').and.include('add --allow-fs-write');
  });

  it('rejects with TMPDIR if no folder can be created there, for whichever user', async () => {
    const path = '/proc';
    const told = existsSync(path) ? path : '/dev/null/none';
    await withTmpdir(told, async () => {
      const error = await rejectionOf(temporaryFolder());
      expectHeapwitnessError(error, 'ERR_USAGE');
      expect(error)
        .to.have.property('message')
        .that.contains(`TMPDIR is ${JSON.stringify(told)}`);
    });
  });
});
