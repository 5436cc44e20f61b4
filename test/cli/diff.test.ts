import { join } from 'node:path';
import { expect } from 'chai';
import { startWorker } from 'heapwitness';
import { PROJECT } from '../support/project.js';
import { endOf, startNode } from '../support/run-program.js';
import type { Ended } from '../support/run-program.js';
import { withTemporaryFolder } from '../support/temporary-folder.js';
import type * as Tables from '../support/workers/tables.js';
import type * as Planted from '../support/workers/planted.js';

const MAIN = join(PROJECT, 'dist', 'harness', 'cli', 'main.js');
const PLANTED = new URL('../support/workers/planted.js', import.meta.url);

const TABLES = new URL('../support/workers/tables.js', import.meta.url);

function diff(...args: string[]): Promise<Ended> {
  return endOf(startNode(MAIN, { args: ['diff', ...args] }));
}

/** Snapshots of one worker: one at the start, then one after each planting. */
async function growing(folder: string, name: string, plantings: readonly number[]): Promise<string[]> {
  await using worker = await startWorker<typeof Planted>(PLANTED);
  const files: string[] = [];
  for (const count of [0, ...plantings]) {
    await worker.call('plant', { count, text: 'planted' });
    await worker.collectGarbage();
    const file = join(folder, `${name}-${files.length}.heapsnapshot`);
    await worker.snapshot(file);
    files.push(file);
  }
  return files;
}

/** Two workers of one program may start alike to the last allocation: ids tell nothing then. This one does otherwise. */
async function ofAnotherProgram(folder: string): Promise<string> {
  await using worker = await startWorker<typeof Tables>(TABLES);
  await worker.call('fill', { held: 300, dropped: 0 });
  const file = join(folder, 'other.heapsnapshot');
  await worker.snapshot(file);
  return file;
}

interface Share {
  readonly count: number;
  readonly bytes: number;
}

interface Difference {
  readonly classes: { name: string; new: Share; gone: Share; kept: Share }[];
  readonly survivors?: { classes: (Share & { name: string })[] };
}

describe('heapwitness diff', () => {
  it('says by identity what came, went and stayed, and what survived a third look', () =>
    withTemporaryFolder(async (folder) => {
      const [first = '', second = '', third = ''] = await growing(folder, 'heap', [30, 20]);
      const { code, stdout, stderr } = await diff(first, second, third, '--json');
      expect(code, stderr).to.equal(0);
      const { classes, survivors } = JSON.parse(stdout) as Difference;
      const planted = classes.find(({ name }) => name === 'Planted');
      expect([planted?.new.count, planted?.gone.count, planted?.kept.count]).to.deep.equal([50, 0, 0]);
      const left = survivors?.classes.find(({ name }) => name === 'Planted');
      expect(left?.count).to.equal(30);
    }));

  it('has a table for people, with a sign at each change, and nothing of what did not change', () =>
    withTemporaryFolder(async (folder) => {
      const [first = '', second = ''] = await growing(folder, 'heap', [30]);
      const { code, stdout, stderr } = await diff(first, second);
      expect(code, stderr).to.equal(0);
      expect(stdout).to.match(/^ *\+[\d.]+ +\w+ +\+30 +30 +0 +0 {2}Planted$/m);
      expect(stdout).to.match(/^Planted: 30 of 30 new ones held like this:\n(.*\n)*.*→ Planted @\d+$/m);
      const unchanged = await diff(second, second);
      expect(unchanged.stdout).to.include('new 0 objects').and.not.include('Planted');
    }));

  it('refuses snapshots of two isolates, and of one in the wrong order: 65', () =>
    withTemporaryFolder(async (folder) => {
      const [first = '', second = ''] = await growing(folder, 'one', [500]);
      const other = await ofAnotherProgram(folder);
      const foreign = await diff(second, other);
      expect({ code: foreign.code, stdout: foreign.stdout }).to.deep.equal({ code: 65, stdout: '' });
      expect(foreign.stderr).to.include('come from two isolates');
      const reversed = await diff(second, first);
      expect({ code: reversed.code, stdout: reversed.stdout }).to.deep.equal({ code: 65, stdout: '' });
      expect(reversed.stderr).to.include('wrong order');
    }));

  it('misses a file: 66', async () => {
    const { code, stderr } = await diff('not-there.heapsnapshot', 'neither.heapsnapshot');
    expect(code, stderr).to.equal(66);
  });
});
