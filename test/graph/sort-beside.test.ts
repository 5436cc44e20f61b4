import { expect } from 'chai';
import { setImmediate as macrotask } from 'node:timers/promises';

import { sortBeside, STAGE } from '../../harness/graph/devtools/sort-beside.js';
import { type SortedNodes, sortNodes } from '../../harness/graph/devtools/sorted-nodes.js';
import { HeapGraph } from '../../harness/graph/index.js';
import { Slabs } from '../../harness/graph/slabs.js';
import { ownMemory, sharedMemory } from '../../harness/snapshot/allocate.js';
import type { SnapshotColumns } from '../../harness/snapshot/index.js';
import { SnapshotParser } from '../../harness/snapshot/snapshot-parser.js';
import { captureWorker } from '../support/capture.js';

const SCENE = `
class A { list = [1, {}]; }
globalThis.kept = Array.from({ length: 99 }, (_, at) => [new A(), { at: { at }, text: 'text ' + at }]);
`;

describe('sortBeside()', () => {
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

  it('gives what another thread has sorted, where that was quicker', async () => {
    const sorting = sortBeside(shared);
    while (sorting.stage !== STAGE.done) await macrotask();
    expectSame(sorting.take(newSlabs()), sortNodes(own, newSlabs()));
  });

  it('sorts here where the other thread has not begun', () => {
    const sorting = sortBeside(shared);
    const sorted = sorting.take(newSlabs());
    expect(sorting.stage).to.be.oneOf([STAGE.notNeeded, STAGE.done]);
    expectSame(sorted, sortNodes(own, newSlabs()));
  });

  it('takes no other thread where memory is not shared', () => {
    const sorting = sortBeside(own);
    expect(sorting.stage).to.equal(STAGE.notNeeded);
    expectSame(sorting.take(newSlabs()), sortNodes(own, newSlabs()));
  });

  it('leaves the table of classes the same', () => {
    const table = HeapGraph.from(shared).classTable();
    expect(table.find(({ name }) => name === 'A')?.count).to.equal(99);
    expect(table).to.deep.equal(HeapGraph.from(own).classTable());
  });

  function newSlabs(): Slabs {
    return new Slabs(own.nodeCount);
  }
});

function expectSame(one: SortedNodes, other: SortedNodes): void {
  expect(one.rows).to.deep.equal(other.rows);
  expect(Buffer.from(one.rowOf.slice().buffer).equals(Buffer.from(other.rowOf.slice().buffer))).to.equal(
    true,
  );
  expect(Array.from(one.bytes)).to.deep.equal(Array.from(other.bytes));
}
