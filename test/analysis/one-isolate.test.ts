import { requireOneIsolate } from '../../harness/analysis/one-isolate.js';
import { HeapGraph } from '../../harness/graph/index.js';
import { readSnapshot } from '../../harness/snapshot/index.js';
import { expect } from 'chai';
import { expectHeapwitnessError, thrownBy } from '../support/errors.js';
import { SnapshotBuilder } from '../support/snapshot-builder.js';

/** A heap of nodes of these types, by id. */
async function heapOf(types: Readonly<Record<number, string>>): Promise<HeapGraph> {
  const heap = new SnapshotBuilder();
  for (const [id, type] of Object.entries(types)) {
    heap.property(heap.root, `of ${id}`, heap.node(type, `name ${id}`, { id: Number(id) }));
  }
  return HeapGraph.from(await readSnapshot(heap.bytes()));
}

describe('requireOneIsolate()', () => {
  it('takes heaps in which objects keep their types and new ones have higher ids', async () => {
    const before = await heapOf({ 11: 'object', 13: 'closure', 15: 'string', 17: 'native' });
    // A string was joined; the embedder's node has another id; one object is gone, one is new.
    const after = await heapOf({ 11: 'object', 15: 'concatenated string', 19: 'object', 9: 'native' });
    requireOneIsolate([before, after, after]);
  });

  it('refuses heaps in which a common id is of another type', async () => {
    const before = await heapOf({ 11: 'object', 13: 'closure' });
    const after = await heapOf({ 11: 'object', 13: 'object' });
    const error = thrownBy(() => requireOneIsolate([before, before, after]));
    const { message } = expectHeapwitnessError(error, 'ERR_FOREIGN_SNAPSHOT');
    expect(message).to.include('Snapshots 2 and 3 come from two isolates').and.include('50.0 %');
  });

  it('refuses heaps in the wrong order', async () => {
    const before = await heapOf({ 11: 'object', 13: 'closure', 19: 'object' });
    const after = await heapOf({ 11: 'object', 13: 'closure', 15: 'object', 19: 'object' });
    const error = thrownBy(() => requireOneIsolate([before, after]));
    expect(expectHeapwitnessError(error, 'ERR_FOREIGN_SNAPSHOT').message).to.include('wrong order');
  });

  it('refuses heaps that have no id in common', async () => {
    const heaps = [await heapOf({ 11: 'object' }), await heapOf({ 21: 'object' })];
    const error = thrownBy(() => requireOneIsolate(heaps));
    expect(expectHeapwitnessError(error, 'ERR_FOREIGN_SNAPSHOT').message).to.include('of 0 ids');
  });
});
