import { expect } from 'chai';
import { setImmediate as macrotask } from 'node:timers/promises';

import { type SortedNodes, sortNodes } from '../../../harness/heap/graph/devtools/sorted-nodes.js';
import { STAGE } from '../../../harness/heap/graph/devtools/start-job.js';
import { runInParallel } from '../../../harness/heap/graph/devtools/run-in-parallel.js';
import { HeapGraph } from '../../../harness/heap/graph/index.js';
import { PredecessorLog, type PredecessorLinks } from '../../../harness/heap/graph/edges/predecessor-log.js';
import { ColumnPool } from '../../../harness/heap/graph/column-pool.js';
import { ownMemory, sharedMemory } from '../../../harness/heap/snapshot/two-threads/allocate.js';
import type { SnapshotColumns } from '../../../harness/heap/snapshot/index.js';
import { SnapshotParser } from '../../../harness/heap/snapshot/snapshot-parser.js';
import { captureWorker } from '../../support/capture.js';

const SCENE = `
class A { list = [1, {}]; }
globalThis.kept = Array.from({ length: 99 }, (_, at) => [new A(), { at: { at }, text: 'text ' + at }]);
`;

describe('runInParallel()', () => {
  let shared: SnapshotColumns;
  let own: SnapshotColumns;
  before(async () => {
    const bytes = await captureWorker(SCENE);
    [shared, own] = [sharedMemory, ownMemory].map((allocate) => {
      const parser = new SnapshotParser({ allocate });
      parser.push(bytes);
      return parser.end();
    }) as [SnapshotColumns, SnapshotColumns];
  });

  it('returns the carried links, and what another thread has sorted if that was faster', async () => {
    const parallel = runInParallel(shared);
    expectAllLinks(parallel.links());
    while (parallel.stage !== STAGE.done) await macrotask();
    expectSame(parallel.sorted(newPool()), sortNodes(own, newPool()));
  });

  it('does the work in this thread if the other one has not begun', () => {
    const parallel = runInParallel(shared);
    expectAllLinks(parallel.links());
    const sorted = parallel.sorted(newPool());
    expect(parallel.stage).to.be.oneOf([STAGE.notNeeded, STAGE.done]);
    expectSame(sorted, sortNodes(own, newPool()));
  });

  it('uses no other thread if memory is not shared', () => {
    const parallel = runInParallel(own);
    expect(parallel.stage).to.equal(STAGE.notNeeded);
    expectAllLinks(parallel.links());
    expectSame(parallel.sorted(newPool()), sortNodes(own, newPool()));
  });

  it('does not change the class table', () => {
    const table = HeapGraph.from(shared).classTable();
    expect(table.find(({ name }) => name === 'A')?.count).to.equal(99);
    expect(table).to.deep.equal(HeapGraph.from(own).classTable());
  });

  /** Adds all edges, again and again until they are more than go between threads at once, and reads them back. */
  function expectAllLinks({ lists, carrier }: PredecessorLinks): void {
    const { nodeCount, edgeCount, edgeTo } = own;
    const log = new PredecessorLog(carrier);
    const expected = Array.from({ length: nodeCount }, (): number[] => []);
    for (let edge = 0; edge < edgeCount; edge++) {
      log.add(edgeTo[edge] ?? 0, edge);
      expected[edgeTo[edge] ?? 0]?.push(edge);
    }
    log.finish();
    const found = expected.map((_, number) => {
      const starts: number[] = [];
      for (let entry = lists.last[number] ?? 0; entry !== 0; entry = lists.before(entry))
        starts.push(lists.startOf(entry));
      return starts.toReversed();
    });
    expect(found).to.deep.equal(expected);
  }

  function newPool(): ColumnPool {
    return new ColumnPool(own.nodeCount);
  }
});

function expectSame(one: SortedNodes, other: SortedNodes): void {
  expect(one.rows).to.deep.equal(other.rows);
  expect(Buffer.from(one.rowOf.slice().buffer).equals(Buffer.from(other.rowOf.slice().buffer))).to.equal(
    true,
  );
  expect(Array.from(one.bytes)).to.deep.equal(Array.from(other.bytes));
}
