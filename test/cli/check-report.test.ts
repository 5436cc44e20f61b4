import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { COMMAND } from '../support/project.js';
import { endOf, startNode } from '../support/run-program.js';
import type { Ended } from '../support/run-program.js';
import { withTemporaryFolder } from '../support/temporary-folder.js';

const SESSIONS = fileURLToPath(new URL('../support/scenarios/sessions.js', import.meta.url));
/** A check forces dozens of collections, also where every core is busy. */
const LONGEST_MS = 180_000;

function check(folder: string, ...args: string[]): Promise<Ended> {
  return endOf(startNode(COMMAND, { args: ['check', ...args], cwd: folder, env: { TMPDIR: folder } }));
}

describe('heapwitness check --report', function () {
  this.timeout(LONGEST_MS);

  it('writes the page, Markdown, and exactly what --json prints, and prints the path on stderr', async () => {
    await withTemporaryFolder(async (folder) => {
      const args = ['--variant', 'briefly', '--json', '--report', 'latest'];
      const { code, stdout, stderr } = await check(folder, SESSIONS, ...args);
      expect(code, stderr).to.equal(1);
      expect(stderr).to.equal('Report: latest/index.html\n');
      expect((await readdir(join(folder, 'latest'))).sort()).to.deep.equal([
        'index.html',
        'report.json',
        'report.md',
      ]);
      expect(await readFile(join(folder, 'latest', 'report.json'), 'utf8')).to.equal(stdout);
      const page = await readFile(join(folder, 'latest', 'index.html'), 'utf8');
      expect(page).to.include('<title>Leak: ').and.include('class="leaking-yes"');
      expect(await readdir(folder)).to.deep.equal(['latest']);
    });
  });

  it('writes the report of an inconclusive check as well: 2', async () => {
    await withTemporaryFolder(async (folder) => {
      const { code, stdout } = await check(folder, SESSIONS, '--variant', 'thrown', '--report', 'latest');
      expect(code).to.equal(2);
      expect(stdout).to.match(/^\? inconclusive/);
      expect(await readFile(join(folder, 'latest', 'report.md'), 'utf8')).to.include(
        'The scenario threw an error.',
      );
    });
  });

  it('rejects a folder with other files before anything runs: 66', async () => {
    await withTemporaryFolder(async (folder) => {
      await mkdir(join(folder, 'mine'));
      await writeFile(join(folder, 'mine', 'thesis.txt'), '');
      const { code, stdout, stderr } = await check(folder, SESSIONS, '--report', 'mine');
      expect(code).to.equal(66);
      expect(stdout).to.equal('');
      expect(stderr).to.include('thesis.txt');
      expect(await readdir(folder)).to.deep.equal(['mine']);
      expect(await readdir(join(folder, 'mine'))).to.deep.equal(['thesis.txt']);
    });
  });

  it('leaves no report if the scenario does not exist: 66', async () => {
    await withTemporaryFolder(async (folder) => {
      const { code } = await check(folder, 'not-there.js', '--report', 'latest');
      expect(code).to.equal(66);
      expect(await readdir(folder)).to.deep.equal([]);
    });
  });
});
