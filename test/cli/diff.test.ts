import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { startWorker } from 'heapwitness';
import { COMMAND } from '../support/project.js';
import { endOf, startNode } from '../support/run-program.js';
import type { Ended } from '../support/run-program.js';
import { SnapshotBuilder } from '../support/snapshot-builder.js';
import type * as Tables from '../support/workers/tables.js';
import type * as Planted from '../support/workers/planted.js';

const PLANTED = new URL('../support/workers/planted.js', import.meta.url);

const TABLES = new URL('../support/workers/tables.js', import.meta.url);

function diff(...args: string[]): Promise<Ended> {
  return endOf(startNode(COMMAND, { args: ['diff', ...args] }));
}

/** Snapshots of one worker: one at the start, then one after each planting. */
async function growing(folder: string, plantings: readonly number[]): Promise<string[]> {
  await using worker = await startWorker<typeof Planted>(PLANTED);
  const files: string[] = [];
  for (const count of [0, ...plantings]) {
    await worker.call('plant', { count, text: 'planted' });
    await worker.collectGarbage();
    const file = join(folder, `${files.length}.heapsnapshot`);
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
  let folder = '';
  let snapshots: string[] = [];
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'test-of-heapwitness-'));
    snapshots = await growing(folder, [30, 20, 500]);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('reports by identity what was allocated, collected and kept, and what survived until a third snapshot', async () => {
    const { code, stdout, stderr } = await diff(...snapshots.slice(0, 3), '--json');
    expect(code, stderr).to.equal(0);
    const { classes, survivors } = JSON.parse(stdout) as Difference;
    const planted = classes.find(({ name }) => name === 'Planted');
    expect([planted?.new.count, planted?.gone.count, planted?.kept.count]).to.deep.equal([50, 0, 0]);
    const left = survivors?.classes.find(({ name }) => name === 'Planted');
    expect(left?.count).to.equal(30);
  });

  it('prints a table with signed changes, without unchanged classes', async () => {
    const [first = '', second = ''] = snapshots;
    const { code, stdout, stderr } = await diff(first, second);
    expect(code, stderr).to.equal(0);
    expect(stdout).to.match(/^ *\+[\d.]+ +\w+ +\+30 +30 +0 +0 {2}Planted$/m);
    expect(stdout).to.match(/^Planted: 30 of 30 new ones retained like this:\n(.*\n)*.*→ Planted @\d+$/m);
    const unchanged = await diff(second, second);
    expect(unchanged.stdout).to.include('new 0 objects').and.not.include('Planted');
  });

  it('rejects snapshots of two isolates, or in the wrong order: 65', async () => {
    const [earlier = '', later = ''] = snapshots.slice(-2);
    const other = await ofAnotherProgram(folder);
    const foreign = await diff(later, other);
    expect({ code: foreign.code, stdout: foreign.stdout }).to.deep.equal({ code: 65, stdout: '' });
    expect(foreign.stderr).to.include('come from different isolates');
    const reversed = await diff(later, earlier);
    expect({ code: reversed.code, stdout: reversed.stdout }).to.deep.equal({ code: 65, stdout: '' });
    expect(reversed.stderr).to.include('wrong order');
  });

  it('escapes control characters of a name, as text and as JSON', async () => {
    const files = [1, 2, 3].map((number) => join(folder, `evil ${number}.heapsnapshot`));
    for (const [at, file] of files.entries()) {
      const heap = new SnapshotBuilder();
      for (const id of [11, 13, 15].slice(0, at + 1))
        heap.property(heap.root, `held${id}`, heap.node('object', 'Evil\u001b[2J\u202e\u009b', { id }));
      await writeFile(file, heap.bytes());
    }
    for (const flags of [[], ['--json']]) {
      const { code, stdout, stderr } = await diff(...files, ...flags);
      expect(code, stderr).to.equal(0);
      expect(stdout).to.include(String.raw`Evil\u001b[2J\u202e\u009b`);
      for (const raw of ['\u001b', '\u202e', '\u009b']) expect(stdout).to.not.include(raw);
    }
  });

  it('rejects a missing file: 66', async () => {
    const { code, stderr } = await diff('not-there.heapsnapshot', 'neither.heapsnapshot');
    expect(code, stderr).to.equal(66);
  });
});
