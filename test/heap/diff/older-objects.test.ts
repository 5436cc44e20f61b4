import { expect } from 'chai';
import { Births } from '../../../harness/heap/diff/births.js';
import { olderHeld, olderObjects } from '../../../harness/heap/diff/older-objects.js';
import { HeapGraph } from '../../../harness/heap/graph/index.js';
import { readSnapshot } from '../../../harness/heap/snapshot/index.js';
import { heapObjectId } from '../../../harness/core/units.js';
import { SnapshotBuilder } from '../../support/snapshot-builder.js';

const graphOf = async (heap: SnapshotBuilder): Promise<HeapGraph> =>
  HeapGraph.from(await readSnapshot(heap.bytes()));

/** Two tables of values: the first one in a backing store, the second one by properties. New ids begin at 1001. */
function tables(first: readonly number[], second: readonly number[]): SnapshotBuilder {
  const heap = new SnapshotBuilder();
  const value = (id: number) => heap.node('object', 'Value', { id });
  const [one, two] = [101, 103].map((id) => heap.node('object', 'Table', { id }));
  const store = heap.node('array', '(object elements)', { id: 105 });
  heap.property(heap.root, 'one', one!);
  heap.property(heap.root, 'two', two!);
  heap.edge(one!, 'internal', 'elements', store);
  for (const [at, id] of first.entries()) heap.edge(store, 'element', at, value(id));
  for (const [at, id] of second.entries()) heap.property(two!, `slot${at}`, value(id));
  heap.property(heap.root, 'newest', heap.node('hidden', 'newest', { id: 999 }));
  return heap;
}

describe('olderObjects()', () => {
  it('counts the objects of each class that were there at the first look', async () => {
    const births = new Births(await graphOf(tables([201, 203, 205], [207, 209])));
    const heap = await graphOf(tables([201, 203, 1001], [207, 1003]));
    births.add(heap);
    expect(olderObjects(heap, births)).to.deep.include({ kind: 'object', name: 'Value', count: 3 });
  });

  it('leaves out classes with hardly any', async () => {
    const heap = await graphOf(tables([201], [207]));
    expect(olderObjects(heap, new Births(heap)).map(({ name }) => name)).to.not.include('Value');
  });
});

describe('olderHeld()', () => {
  it('counts the older objects that holders of a class refer to, also by a backing store', async () => {
    const births = new Births(await graphOf(tables([201, 203, 205], [207, 209])));
    const heap = await graphOf(tables([201, 203, 1001], [207, 1003]));
    births.add(heap);
    const [one, two] = [101, 103].map((id) => heap.nodeById(heapObjectId(id))!);
    const of = { kind: 'object', name: 'Value' } as const;
    // Both are of the class of the one that is given.
    expect([...olderHeld(heap, births, of, [one!])]).to.deep.equal([
      [one, 2],
      [two, 1],
    ]);
    expect([...olderHeld(heap, births, { ...of, name: 'Other' }, [one!])]).to.deep.equal([]);
    expect([...olderHeld(heap, births, of, [heap.nodeById(heapObjectId(201))!])]).to.deep.equal([]);
  });
});
