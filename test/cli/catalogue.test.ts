import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import type { ReportDocument } from '../../harness/render/index.js';
import { COMMAND } from '../support/project.js';
import { endOf, startNode } from '../support/run-program.js';
import type { Ended } from '../support/run-program.js';
import { withTemporaryFolder } from '../support/temporary-folder.js';

function heapwitness(folder: string, ...args: string[]): Promise<Ended> {
  return endOf(startNode(COMMAND, { args, cwd: folder, env: { TMPDIR: folder } }));
}

describe('heapwitness cases, where there is no folder cases', () => {
  it('runs the published catalogue, reports that, and shows its TypeScript', () =>
    withTemporaryFolder(async (folder) => {
      const { code, stderr } = await heapwitness(folder, 'cases', 'hello', '--report', 'out');
      expect(code, stderr).to.equal(0);
      expect(stderr).to.match(
        /^Cases published with heapwitness \d.*, because there is no folder cases here\./,
      );
      const { cases, notRun } = await reportIn(join(folder, 'out'));
      expect(cases.map(({ id, sources }) => [id, sources.map(({ name }) => name)])).to.deep.equal([
        ['hello', ['case.ts', 'worker.ts']],
      ]);
      expect(notRun).to.deep.equal([]);
      expect(await readdir(folder)).to.deep.equal(['out']);
    }));

  it('reports the folder if there is one, and uses it', () =>
    withTemporaryFolder(async (folder) => {
      await mkdir(join(folder, 'cases'));
      for (const [args, name] of [
        [[], 'cases'],
        [['--from', 'other'], 'other'],
      ] as const) {
        await mkdir(join(folder, name), { recursive: true });
        const { code, stderr } = await heapwitness(folder, 'cases', ...args);
        expect(code).to.equal(65);
        expect(stderr).to.include(`Cases of the folder ${name}.`).and.include(`No cases found in ${name}`);
      }
    }));

  it('refuses to watch it: 64', () =>
    withTemporaryFolder(async (folder) => {
      const { code, stderr } = await heapwitness(folder, 'cases', '--watch');
      expect(code).to.equal(64);
      expect(stderr).to.include('--eject').and.include('--from');
    }));
});

async function reportIn(folder: string): Promise<ReportDocument> {
  return JSON.parse(await readFile(join(folder, 'report.json'), 'utf8')) as ReportDocument;
}
