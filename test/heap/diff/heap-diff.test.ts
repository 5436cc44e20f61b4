import { expect } from 'chai';
import fc from 'fast-check';

import { diffHeaps, identityDiff, survivors } from '../../../harness/heap/diff/index.js';
import { HeapGraph } from '../../../harness/heap/graph/index.js';
import { readSnapshot } from '../../../harness/heap/snapshot/index.js';
import { SnapshotBuilder } from '../../support/snapshot-builder.js';

/** A heap of objects by id, each with its class. */
type Objects = Readonly<Record<number, string>>;

/** @param larger the object with this id has a byte more than its class says */
const graphOf = async (objects: Objects, larger?: number): Promise<HeapGraph> => {
  const heap = new SnapshotBuilder();
  for (const [id, name] of Object.entries(objects)) {
    heap.node('object', name, {
      id: Number(id),
      shallowBytes: name.length + Number(larger === Number(id)),
    });
  }
  return HeapGraph.from(await readSnapshot(heap.bytes()));
};

describe('diffHeaps()', () => {
  it('sums up allocated, collected and kept objects by class, the one that grew most first', async () => {
    const before = await graphOf({ 5: 'Stays', 7: 'Goes', 9: 'Goes', 11: 'Stays' });
    const after = await graphOf({ 5: 'Stays', 11: 'Stays', 13: 'Stays', 15: 'Comes', 17: 'Comes' });
    const none = { count: 0, bytes: 0 };
    const root = {
      name: '(synthetic)',
      type: 'synthetic',
      new: none,
      gone: none,
      kept: { count: 1, bytes: 0 },
    };
    const type = 'object';
    const [two, five] = [
      { count: 2, bytes: 10 },
      { count: 1, bytes: 5 },
    ];
    expect(diffHeaps(before, after)).to.deep.equal({
      new: { count: 3, bytes: 15 },
      gone: { count: 2, bytes: 8 },
      kept: { count: 3, bytes: 10 },
      classes: [
        { name: 'Comes', type, new: two, gone: none, kept: none },
        { name: 'Stays', type, new: five, gone: none, kept: two },
        root,
        { name: 'Goes', type, new: none, gone: { count: 2, bytes: 8 }, kept: none },
      ],
    });
  });

  it('counts an object as new if it took over the id of an object of another class, or of a smaller one', async () => {
    const before = await graphOf({ 5: 'Stays', 7: 'Old', 9: 'Old' });
    const after = await graphOf({ 5: 'Stays', 7: 'Young', 9: 'Old' }, 9);
    const { classes, new: born, gone, kept } = diffHeaps(before, after);
    expect([born.count, gone.count, kept.count]).to.deep.equal([2, 2, 2]);
    const byName = new Map(classes.map((row) => [row.name, [row.new.count, row.gone.count, row.kept.count]]));
    expect(byName.get('Young')).to.deep.equal([1, 0, 0]);
    expect(byName.get('Old')).to.deep.equal([1, 2, 0]);
    expect(identityDiff(before, after)).to.deep.equal({ new: [7, 9], gone: [7, 9], kept: [1, 5] });
    expect(identityDiff(before, after, { className: 'Old' })).to.deep.equal({
      new: [9],
      gone: [7, 9],
      kept: [],
    });
    const left = survivors(before, after, after);
    expect(left.classes.map(({ name, count }) => [name, count])).to.have.deep.members([
      ['Young', 1],
      ['Old', 1],
    ]);
  });

  it('counts an object as gone and new if its class was renamed or its node type is different', async () => {
    const heapWith = async (name: string, type: string): Promise<HeapGraph> => {
      const heap = new SnapshotBuilder();
      const [map, renamed] = [heap.node('object shape', 'system / Map'), heap.node('object', name)];
      heap.edge(renamed, 'internal', 'map', map);
      heap.node(type, 'reused');
      return HeapGraph.from(await readSnapshot(heap.bytes()));
    };
    const [before, after] = [await heapWith('Before', 'array'), await heapWith('After', 'code')];
    const [{ kept }, ids] = [diffHeaps(before, after), identityDiff(before, after)];
    expect(kept.count).to.equal(2);
    expect(ids).to.deep.equal({ new: [5, 7], gone: [5, 7], kept: [1, 3] });
  });

  it('adds up per class to the objects before and after, whatever the heaps', async () => {
    const objects = fc.dictionary(
      fc.integer({ min: 3, max: 60 }).map(String),
      fc.constantFrom('A', 'Bb', 'Ccc'),
    );
    const property = fc.asyncProperty(objects, objects, async (one, other) => {
      const [before, after] = [await graphOf(one), await graphOf(other)];
      for (const { name, new: born, gone, kept } of diffHeaps(before, after).classes) {
        if (name === '(synthetic)') continue;
        expect(gone.count + kept.count).to.equal(before.instances(name).length);
        expect(born.count + kept.count).to.equal(after.instances(name).length);
      }
    });
    await fc.assert(property, { numRuns: 100 });
  });

  it('agrees with identityDiff() whatever the heaps', async () => {
    const objects = fc.dictionary(
      fc.integer({ min: 3, max: 60 }).map(String),
      fc.constantFrom('A', 'Bb', 'Ccc'),
    );
    const property = fc.asyncProperty(objects, objects, async (one, other) => {
      const [before, after] = [await graphOf(one), await graphOf(other)];
      const diff = diffHeaps(before, after);
      const ids = identityDiff(before, after);
      for (const fate of ['new', 'gone', 'kept'] as const) {
        expect(diff[fate].count).to.equal(ids[fate].length);
        expect(diff.classes.reduce((sum, of) => sum + of[fate].bytes, 0)).to.equal(diff[fate].bytes);
        expect(ids[fate]).to.deep.equal(ids[fate].toSorted((a, b) => a - b));
      }
    });
    await fc.assert(property, { numRuns: 100 });
  });
});

describe('survivors()', () => {
  it('returns objects that are new in the second snapshot and still in the third', async () => {
    const first = await graphOf({ 5: 'Old' });
    const second = await graphOf({ 5: 'Old', 7: 'Leaked', 9: 'Dropped', 11: 'Leaked' });
    const third = await graphOf({ 5: 'Old', 7: 'Leaked', 11: 'Leaked', 13: 'Younger' });
    const found = survivors(first, second, third);
    expect(found).to.deep.equal({
      count: 2,
      bytes: 12,
      nodes: Uint32Array.from(third.instances('Leaked')),
      classes: [{ name: 'Leaked', type: 'object', count: 2, bytes: 12 }],
    });
    expect(survivors(first, second, first).count).to.equal(0);
    expect(survivors(second, third, second).count).to.equal(0);
  });
});
