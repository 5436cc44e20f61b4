import { watch as watchFolder } from 'node:fs';
import { mkdir, rename, symlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { expect } from 'chai';
import { compile, ONE_SAVE_MS, SaveWatch } from '../../harness/cli/watch.js';
import { PROJECT } from '../support/project.js';
import { withTemporaryFolder } from '../support/temporary-folder.js';

describe('watching for saved files', () => {
  for (const file of ['one/case.js', 'one/deep/data.json', 'shared.js']) {
    it(`notices ${file}, before and while a caller waits`, () =>
      withWatch(async (folder, watch, signal) => {
        const saves = watch.saves(signal);
        for (const asked of [false, true]) {
          const save = (): Promise<void> => writeFile(join(folder, file), String(asked));
          if (!asked) await whenTold(folder, file, save);
          const next = saves.next();
          if (asked) await save();
          expect(await next).to.deep.equal({ value: undefined, done: false });
        }
      }));
  }

  const others: Readonly<Record<string, (folder: string) => Promise<void>>> = {
    'two/case.js': (folder) => writeFile(join(folder, 'two', 'case.js'), ''),
    'a-report': async (folder) => {
      await mkdir(join(folder, 'a-report.partial-1'));
      await writeFile(join(folder, 'a-report.partial-1', 'index.html'), '');
      await rename(join(folder, 'a-report.partial-1'), join(folder, 'a-report'));
    },
  };
  for (const [file, make] of Object.entries(others)) {
    it(`ignores ${file}, which is not part of the watched case`, () =>
      withWatch(async (folder, watch, signal) => {
        await whenTold(folder, file, () => make(folder));
        const next = watch.saves(signal).next();
        // What was noticed before is told after a delay that began earlier.
        const later = new Promise((done) => setTimeout(done, 2 * ONE_SAVE_MS, 'nothing'));
        expect(await Promise.race([next, later])).to.equal('nothing');
      }));
  }
});

/** Watches the case `one`, beside which there is another one. */
async function withWatch(
  use: (folder: string, watch: SaveWatch, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  await withTemporaryFolder(async (folder) => {
    await mkdir(join(folder, 'one', 'deep'), { recursive: true });
    await mkdir(join(folder, 'two'));
    const watching = new SaveWatch(folder, ['one']);
    const end = new AbortController();
    try {
      await use(folder, watching, end.signal);
    } finally {
      end.abort();
      watching.close();
    }
  });
}

/** Does something, and waits until all who watch have been told of that file. */
async function whenTold(folder: string, file: string, act: () => Promise<void>): Promise<void> {
  const watcher = watchFolder(dirname(join(folder, file)));
  const told = new Promise<void>((done) => {
    watcher.on('change', (_, name) => {
      if (name === basename(file)) setImmediate(done);
    });
  });
  await act();
  await told;
  watcher.close();
}

describe('compiling after a change', () => {
  it('is skipped if there is no tsconfig.json', () =>
    withTemporaryFolder(async (folder) => expect(await compile(folder)).to.equal(null)));

  it('warns and continues if there is a tsconfig.json but no TypeScript', () =>
    withTemporaryFolder(async (folder) => {
      await writeFile(join(folder, 'tsconfig.json'), '{}');
      expect(await compile(folder))
        .to.include('TypeScript is not installed')
        .and.match(/\n$/);
    }));

  it('returns the errors of the compiler, and nothing else', () =>
    withTemporaryFolder(async (folder) => {
      await mkdir(join(folder, 'node_modules'));
      await symlink(join(PROJECT, 'node_modules', 'typescript'), join(folder, 'node_modules', 'typescript'));
      await writeFile(
        join(folder, 'tsconfig.json'),
        '{ "files": ["one.ts"], "compilerOptions": { "types": [] } }',
      );
      await writeFile(join(folder, 'one.ts'), 'export const one: number = 1;');
      expect(await compile(folder)).to.equal(null);
      await writeFile(join(folder, 'one.ts'), "export const one: number = '1';");
      expect(await compile(folder))
        .to.include('one.ts')
        .and.include('TS2322');
    }));
});
