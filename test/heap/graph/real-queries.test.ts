import { expect } from 'chai';

import type { NodeOrdinal } from '../../../harness/core/units.js';
import { diffHeaps, survivors } from '../../../harness/heap/diff/index.js';
import { HeapGraph } from '../../../harness/heap/graph/index.js';
import { readSnapshot } from '../../../harness/heap/snapshot/index.js';
import { captureSteps } from '../../support/capture.js';

/** Three moments in the life of one worker: a start, a request that leaks, and another. */
const STEPS = [
  `class Leaked { constructor() { this.payload = new Float64Array(1000); } }
   class Passing { constructor() { this.payload = new Float64Array(1000); } }
   class Twice {}
   const scene = (globalThis.scene = { leak: [], now: null, pairs: new WeakMap(), keys: [] });
   scene.left = { twice: (scene.right = [new Twice()])[0] };
   for (let i = 0; i < 3; i++) {
     const key = { isKey: {} };
     scene.keys.push(key);
     scene.pairs.set(key, { isValue: {} });
   }
   scene.dupes = Array.from({ length: 50 }, () => Buffer.from('the same text, fifty times').toString());
   globalThis.serve = () => {
     scene.leak.push(new Leaked(), new Leaked());
     scene.now = new Passing();
   };`,
  `serve();`,
  `serve();`,
];

describe('Queries on the heaps of a real worker', () => {
  let heaps: readonly [HeapGraph, HeapGraph, HeapGraph];
  let last: HeapGraph;
  before(async () => {
    const [first, second, third] = await captureSteps(STEPS);
    if (!first || !second || !third) throw new Error('unreachable');
    const read = async (bytes: Uint8Array): Promise<HeapGraph> => HeapGraph.from(await readSnapshot(bytes));
    heaps = [await read(first), await read(second), await read(third)];
    [, , last] = heaps;
  });

  const having = (property: string): NodeOrdinal[] => [
    ...last.find((node) => last.type(node) === 'object' && last.property(node, property) !== undefined),
  ];

  it('survivors() lists what a request left behind, but not what it created and dropped', () => {
    const found = survivors(...heaps);
    const byName = new Map(found.classes.map((row) => [row.name, row.count]));
    expect(byName.get('Leaked')).to.equal(2);
    expect(byName.has('Passing')).to.equal(false);
    expect(byName.get('Float64Array')).to.equal(2);
    expect(found.nodes).to.have.lengthOf(found.count);
  });

  it('diffHeaps() counts allocated, collected and kept objects', () => {
    const classes = new Map(diffHeaps(heaps[1], last).classes.map((row) => [row.name, row]));
    const counts = (name: string): (number | undefined)[] =>
      (['new', 'gone', 'kept'] as const).map((fate) => classes.get(name)?.[fate].count);
    expect(counts('Leaked')).to.deep.equal([2, 0, 2]);
    expect(counts('Passing')).to.deep.equal([1, 1, 0]);
    expect(counts('Twice')).to.deep.equal([0, 0, 1]);
  });

  it('retainedSet() has the bytes of everything that leaked together', () => {
    const leaked = last.instances('Leaked');
    const together = last.retainedSet(leaked);
    expect(leaked).to.have.lengthOf(4);
    expect(together.bytes).to.be.within(4 * 8000, 4 * 8000 + 4000);
    expect(last.retainedSet(leaked.slice(0, 1)).bytes).to.be.within(8000, 9000);
    expect(last.retainedSet(last.instances('Twice')).count).to.equal(1);
  });

  it('retainedSet() contains the values of a WeakMap with their keys, and all of them with the map', () => {
    const keys = having('isKey');
    const values = having('isValue');
    const [pairs = last.root] = [...last.find((node) => last.type(node) === 'object')].filter(
      (node) => last.name(node) === 'WeakMap' && values.every((value) => holds(last, node, value)),
    );
    expect(values).to.have.lengthOf(3);
    expect(keys).to.have.lengthOf(3);
    const [key = last.root] = keys;
    const withKey = last.retainedSet([key]).nodes;
    expect(values.filter((value) => withKey.includes(value))).to.have.lengthOf(1);
    const withMap = last.retainedSet([pairs]).nodes;
    expect(values.filter((value) => withMap.includes(value))).to.deep.equal(values);
    expect(keys.filter((node) => withMap.includes(node))).to.deep.equal([]);
  });

  it('retainingPaths() finds both paths to an object that is retained twice', () => {
    const [twice = last.root] = last.instances('Twice');
    const labels = last.retainingPaths(twice).map(({ steps }) => steps.at(-1)?.edge);
    expect(labels).to.have.deep.members([
      { type: 'property', name: 'twice' },
      { type: 'element', name: 0 },
    ]);
  });

  it('duplicateStrings() finds a text that occurs fifty times', () => {
    const found = last.duplicateStrings().find(({ text }) => text === 'the same text, fifty times');
    // V8 may have one more, of the program's own literal.
    expect(found?.count).to.be.within(50, 51);
  });

  it('unreachable() contains no object that the scene retains', () => {
    const unreachable = new Set(last.unreachable());
    const held = [...last.instances('Leaked'), ...having('isValue'), ...having('isKey')];
    expect(held.filter((node) => unreachable.has(node))).to.deep.equal([]);
  });
});

/** Whether `value` is in a WeakMap, by the pair that V8 writes from the map's table. */
function holds(graph: HeapGraph, map: NodeOrdinal, value: NodeOrdinal): boolean {
  const table = graph.property(map, 'table', 'internal');
  return (
    table !== undefined &&
    [...graph.edges(table)].some((edge) => edge.to === value && edge.type === 'internal')
  );
}
