import { expect } from 'chai';
import { countWeakRefs } from '../../../harness/heap/graph/queries/weak-refs.js';
import { HeapGraph } from '../../../harness/heap/graph/index.js';
import { readSnapshot } from '../../../harness/heap/snapshot/index.js';
import { SnapshotBuilder } from '../../support/snapshot-builder.js';

describe('countWeakRefs()', () => {
  it('distinguishes cleared and live WeakRefs, including those of subclasses, and counts nothing else', async () => {
    const heap = new SnapshotBuilder();
    const weakRef = heap.class('WeakRef');
    const entry = heap.class('Entry', weakRef);
    const target = heap.object('Target');
    for (const [of, isLive] of [
      [weakRef, true],
      [weakRef, false],
      [entry, false],
    ] as const) {
      const ref = heap.instance(of);
      heap.property(heap.root, `ref ${ref}`, ref);
      if (isLive) heap.edge(ref, 'weak', 'target', target);
    }
    heap.property(heap.root, 'other', heap.object('WeakReference'));
    const graph = HeapGraph.from(await readSnapshot(heap.bytes()));
    expect(countWeakRefs(graph)).to.deep.equal({ count: 3, cleared: 2 });
  });
});
