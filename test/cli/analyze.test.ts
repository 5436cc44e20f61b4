import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { startWorker } from 'heapwitness';
import { MORE_THAN_A_PIPE_TAKES, namedPipe } from '../support/named-pipe.js';
import { COMMAND } from '../support/project.js';
import { endOf, startNode } from '../support/run-program.js';
import type { Ended } from '../support/run-program.js';
import { SnapshotBuilder } from '../support/snapshot-builder.js';
import { withTemporaryFolder } from '../support/temporary-folder.js';
import type * as Planted from '../support/workers/planted.js';
import type * as Tables from '../support/workers/tables.js';

const PLANTED = new URL('../support/workers/planted.js', import.meta.url);
const TABLES = new URL('../support/workers/tables.js', import.meta.url);
const TEXT = 'a text that was planted, and that nothing else has';

function analyze(...args: string[]): Promise<Ended> {
  return endOf(startNode(COMMAND, { args: ['analyze', ...args] }));
}

interface Analysis {
  readonly nodeCount: number;
  readonly edgeCount: number;
  readonly totalBytes: number;
  readonly classes: { name: string; count: number; shallowBytes: number; retainedBytes: number }[];
}

interface Counted {
  readonly nodeCount: number;
  readonly classes: { type: string; name: string | null; count: number; selfBytes: number }[];
}

/** A worker's snapshot, before and after `change`. */
async function snapshotsOf<Module>(
  module: URL,
  folder: string,
  change: (call: Awaited<ReturnType<typeof startWorker<Module>>>) => Promise<unknown>,
): Promise<{ before: string; after: string }> {
  const [before, after] = [join(folder, 'before.heapsnapshot'), join(folder, 'after.heapsnapshot')];
  await using worker = await startWorker<Module>(module);
  await worker.snapshot(before);
  await change(worker);
  await worker.collectGarbage();
  await worker.snapshot(after);
  return { before, after };
}

describe('heapwitness analyze', () => {
  let shared = '';
  let snapshots = { before: '', after: '' };
  before(async () => {
    shared = await mkdtemp(join(tmpdir(), 'test-of-heapwitness-'));
    snapshots = await snapshotsOf<typeof Planted>(PLANTED, shared, (worker) =>
      worker.call('plant', { count: 3000, text: TEXT }),
    );
  });
  after(() => rm(shared, { recursive: true, force: true }));

  it('prints one JSON object and nothing else with --json: totals and every class', async () => {
    const { code, stdout, stderr } = await analyze(snapshots.after, '--json');
    expect(code, stderr).to.equal(0);
    expect(stderr).to.equal('');
    const analysis = JSON.parse(stdout) as Analysis;
    expect(analysis).to.have.all.keys(
      'kind',
      'schemaVersion',
      'nodeCount',
      'edgeCount',
      'totalBytes',
      'classes',
    );
    for (const row of analysis.classes)
      expect(row).to.have.all.keys('name', 'count', 'shallowBytes', 'retainedBytes');
    const retained = analysis.classes.map(({ retainedBytes }) => retainedBytes);
    expect(retained).to.deep.equal(retained.toSorted((a, b) => b - a));
    const planted = analysis.classes.filter(({ name }) => name === 'Planted');
    expect(planted.map(({ count }) => count)).to.deep.equal([3000]);
  });

  it('finds a planted duplicate string and planted cleared WeakRefs, and none before', async () => {
    const [clean, planted] = [await analyze(snapshots.before), await analyze(snapshots.after)];
    expect([clean.code, planted.code], clean.stderr + planted.stderr).to.deep.equal([0, 0]);
    expect(clean.stdout).to.include('ThreadLocalMaps: none').and.not.include(TEXT);
    expect(planted.stdout).to.match(new RegExp(` 3,000  "${TEXT}"`));
    expect(cleared(planted.stdout) - cleared(clean.stdout)).to.equal(3000);
    expect(planted.stderr).to.equal('');
  });

  it('distinguishes stale from live thread-local entries, per thread', () =>
    withTemporaryFolder(async (folder) => {
      const { before, after } = await snapshotsOf<typeof Tables>(TABLES, folder, async (worker) => {
        await worker.call('startThread', { name: ['pool-1'], held: 2, dropped: 5 });
        await worker.call('dropKeys');
      });
      expect((await analyze(before)).stdout).to.not.include('stale');
      const { stdout } = await analyze(after);
      expect(stdout).to.include('7 entries, 5 of them stale');
      expect(stdout).to.include('of thread "pool-1": 7 entries in 16 slots, 5 stale');
    }));

  it('reports with --class what retains the instances', async () => {
    const { code, stdout, stderr } = await analyze(snapshots.after, '--class', 'Planted');
    expect(code, stderr).to.equal(0);
    expect(stdout).to.match(/Planted: 3,000 instances, .* shallow, .* retained/);
    expect(stdout).to.match(/\d of 3,000 retained like this:\n.*\n(.*\n)*.*→ Planted @\d+/);
    const told = await analyze(snapshots.after, '--class', 'Planted', '--json');
    const { class: planted } = JSON.parse(told.stdout) as { class: { name: string; count: number } };
    expect(planted).to.include({ name: 'Planted', count: 3000 });
  });

  it('counts only nodes with --counts, as text and as JSON', async () => {
    const [text, json] = [
      await analyze(snapshots.after, '--counts', '--top', '3'),
      await analyze(snapshots.after, '--counts', '--json'),
    ];
    expect([text.code, json.code], text.stderr + json.stderr).to.deep.equal([0, 0]);
    const all = JSON.parse((await analyze(snapshots.after, '--json')).stdout) as Analysis;
    const counted = JSON.parse(json.stdout) as Counted;
    expect(counted).to.have.all.keys('kind', 'schemaVersion', 'nodeCount', 'classes');
    expect(counted.nodeCount).to.equal(all.nodeCount);
    const planted = counted.classes.filter(({ name }) => name === 'Planted');
    expect(planted.map(({ type, count }) => ({ type, count }))).to.deep.equal([
      { type: 'object', count: 3000 },
    ]);
    expect(counted.classes.find(({ type }) => type === 'array')).to.include({ name: null });
    expect(text.stdout)
      .to.include(`${all.nodeCount.toLocaleString('en')} nodes, `)
      .and.include('edges were not read');
    expect(text.stdout).to.match(/… and [\d,]+ more classes\n$/);
  });

  it('rejects --counts together with --class: 64', async () => {
    const { code, stderr } = await analyze(snapshots.after, '--counts', '--class', 'Planted');
    expect(code).to.equal(64);
    expect(stderr).to.include("'--counts' cannot be used with option '--class <name>'");
  });

  it('escapes control characters of a name', () =>
    withTemporaryFolder(async (folder) => {
      const heap = new SnapshotBuilder();
      heap.property(heap.root, 'held', heap.object('Evil\u001b[2J\u202e', 5000));
      const file = join(folder, 'evil.heapsnapshot');
      await writeFile(file, heap.bytes());
      const { code, stdout } = await analyze(file);
      expect(code).to.equal(0);
      expect(stdout)
        .to.include(String.raw`Evil\u001b[2J\u202e`)
        .and.not.include('\u001b[2J');
    }));

  it('escapes control characters of a file name, and of a message about its content', () =>
    withTemporaryFolder(async (folder) => {
      const [named, filled] = ['\u001b[31mred', 'filled'].map((name) => join(folder, name));
      if (named === undefined || filled === undefined) throw new Error('no files');
      await writeFile(named, new SnapshotBuilder().bytes());
      await writeFile(filled, '{"\u001b[2J\u001b[31mPWNED":1}');
      const [good, bad] = [await analyze(named), await analyze(filled)];
      expect([good.code, bad.code]).to.deep.equal([0, 65]);
      for (const shown of [good.stdout, bad.stderr]) {
        expect(shown)
          .to.include(String.raw`\u001b[31m`)
          .and.not.include('\u001b');
      }
    }));

  it('rejects an unknown class, with near matches: 64', () =>
    withTemporaryFolder(async (folder) => {
      const heap = new SnapshotBuilder();
      heap.instance(heap.class('RequestContext'));
      const file = join(folder, 'small.heapsnapshot');
      await writeFile(file, heap.bytes());
      const { code, stdout, stderr } = await analyze(file, '--class', 'RequestContxt');
      expect({ code, stdout }).to.deep.equal({ code: 64, stdout: '' });
      expect(stderr).to.include('No class "RequestContxt"').and.include('Did you mean RequestContext');
    }));

  const refusals = [
    { title: 'requires a file: 64', args: [], code: 64, stderr: /missing required argument/ },
    {
      title: 'rejects a missing file: 66',
      args: ['not-there.heapsnapshot'],
      code: 66,
      stderr: /no such file/,
    },
    {
      title: 'rejects a file that is not a snapshot: 65',
      args: [COMMAND],
      code: 65,
      stderr: /heapwitness: /,
    },
    { title: 'rejects --top 0: 64', args: [COMMAND, '--top', '0'], code: 64, stderr: /whole number from 1/ },
  ];
  for (const { title, args, code, stderr } of refusals) {
    it(title, async () => {
      const ended = await analyze(...args);
      expect({ code: ended.code, stdout: ended.stdout }).to.deep.equal({ code, stdout: '' });
      expect(ended.stderr).to.match(stderr).and.not.include('internal error');
    });
  }
});

describe('heapwitness analyze, of a pipe', () => {
  for (const [what, pack] of Object.entries({ plain: (bytes: Uint8Array) => bytes, gzipped: gzipSync })) {
    it(`prints the same as for a file, ${what}`, () =>
      withTemporaryFolder(async (folder) => {
        const heap = new SnapshotBuilder();
        for (let at = 0; at < 5000; at++) heap.instance(heap.class(`Class${at % 100}`));
        const file = join(folder, 'file');
        await writeFile(file, pack(heap.bytes()));
        for (const how of [[], ['--counts']]) {
          const { path, end } = await namedPipe(folder);
          const ended = analyze(path, '--json', ...how);
          await end.writeFile(await readFile(file));
          await end.close();
          expect(await ended).to.deep.equal(await analyze(file, '--json', ...how));
          await rm(path);
        }
      }));
  }

  for (const how of [[], ['--counts']]) {
    const command = ['analyze', ...how].join(' ');
    it(`${command} exits with 143 after SIGTERM, even if the pipe stays open without data`, () =>
      withTemporaryFolder(async (folder) => {
        const { path, end } = await namedPipe(folder);
        const child = startNode(COMMAND, { args: ['analyze', path, ...how] });
        const ended = endOf(child);
        // Written when most of it was read.
        await end.writeFile(MORE_THAN_A_PIPE_TAKES);
        child.kill('SIGTERM');
        const { code, stderr } = await ended;
        await end.close();
        expect(code, stderr).to.equal(143);
        expect(stderr).to.include('Interrupted by SIGTERM');
      }));

    it(`${command} exits with 130 after Ctrl-C, which also ends the writer of the pipe`, () =>
      withTemporaryFolder(async (folder) => {
        const { path, end } = await namedPipe(folder);
        const child = startNode(COMMAND, { args: ['analyze', path, ...how] });
        const ended = endOf(child);
        await end.writeFile(MORE_THAN_A_PIPE_TAKES);
        child.kill('SIGINT');
        await end.close();
        const { code, stderr } = await ended;
        expect(code, stderr).to.equal(130);
      }));
  }
});

/** How many of the heap's `WeakRef`s are cleared, as the text says. */
function cleared(stdout: string): number {
  const found = /WeakRefs: [\d,]+, ([\d,]+) of them cleared/.exec(stdout);
  return Number(found?.[1]?.replaceAll(',', ''));
}
