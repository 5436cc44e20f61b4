import { expect } from 'chai';
import fc from 'fast-check';

import { nodeOrdinal } from '../../../harness/core/units.js';
import { isCounted } from '../../../harness/heap/diff/group-survivors.js';
import { HeapGraph } from '../../../harness/heap/graph/index.js';
import { readSnapshot } from '../../../harness/heap/snapshot/index.js';
import { captureWorker } from '../../support/capture.js';
import { browserHeap } from '../../support/browser-heap.js';
import { type DevToolsRow, readWithDevTools } from '../../support/devtools.js';
import { DIALECTS, NODE_20, SnapshotBuilder } from '../../support/snapshot-builder.js';

/** What DevTools splits, merges and moves: classes of one name, interfaces, internal parts, pairs, strings. */
const SCENE = `
class A { constructor(i) { this.i = { v: i }; this.s = 'string ' + i; } }
class B extends A { #p = [1, 2, {}]; }
const twin = () => class A { q = 1.5; };
const A2 = twin();
const scene = globalThis.scene = { list: [], keys: [], map: new Map(), pairs: new WeakMap(), re: /x+/g };
for (let i = 0; i < 300; i++) {
  scene.list.push(new A(i), new B(i), new A2(), { x: i, y: { z: i } }, { y: 1, x: 2 }, { ['k' + i]: {} });
  scene.list.push({ x: {}, y: {}, extra: {} }, { "it's": 1, 'a,b': {}, [Symbol('s')]: {} });
  scene.map.set('key' + i, { name: 'n' + i });
  const key = { key: i };
  scene.keys.push(key);
  scene.pairs.set(key, i % 2 ? { value: i, key } : 'a value\\nof two lines' + i);
}
for (let i = 0; i < 2000; i++) scene.chain = { next: scene.chain, at: { i } };
scene.bound = A.bind(scene.list[0], {});
scene.texts = scene.list.slice(0, 9).map((_, i) => ('0123456789abcdef' + i) + ('ghijklmnopqrstu' + i));
`;

describe('HeapGraph.classTable()', () => {
  it('equals the table of DevTools, row by row, for the heap of a real worker', async () => {
    const bytes = await captureWorker(SCENE);
    const graph = HeapGraph.from(await readSnapshot(bytes));
    const devTools = await readWithDevTools(bytes);
    expect(rowsOf(graph)).to.deep.equal(devTools.rows);
    expect(devTools.rows.get(',{x, y, extra}')?.count).to.equal(300);
    expect([...devTools.rows.keys()].filter((key) => /^\d+,\d+,\d+,A$/.test(key))).to.have.lengthOf(2);
    const distances = Array.from(graph.ordinals(), (node) => graph.devToolsDistance(node) ?? -5);
    expect(distances).to.deep.equal(Array.from(devTools.distances));
  });

  for (const [name, dialect] of Object.entries(DIALECTS)) {
    it(`equals the table of DevTools for random heaps with everything that browsers write (${name})`, async () => {
      const property = fc.asyncProperty(browserHeap(dialect), async (heap) => expectSame(heap));
      await fc.assert(property, { numRuns: 60 });
    });
  }

  it('is sorted by retained size', async () => {
    const heap = new SnapshotBuilder();
    heap.property(heap.root, 'a', heap.object('A', 10)).property(heap.root, 'b', heap.object('B', 20));
    const table = HeapGraph.from(await readSnapshot(heap.bytes())).classTable();
    expect(table).to.deep.equal([
      { name: 'B', count: 1, shallowBytes: 20, retainedBytes: 20 },
      { name: 'A', count: 1, shallowBytes: 10, retainedBytes: 10 },
    ]);
  });

  it('supports sums beyond 32 bits', async () => {
    const heap = new SnapshotBuilder();
    const big = heap.object('Big', 3 * 2 ** 30);
    heap.property(heap.root, 'a', big).property(big, 'b', heap.object('Big', 3 * 2 ** 30));
    const [row] = HeapGraph.from(await readSnapshot(heap.bytes())).classTable();
    expect(row).to.include({ count: 2, shallowBytes: 6 * 2 ** 30, retainedBytes: 6 * 2 ** 30 });
  });

  it('shows nodes of a type that is called constructor in a row of their own', async () => {
    const heap = new SnapshotBuilder({ ...NODE_20, nodeTypes: [...NODE_20.nodeTypes, 'constructor'] });
    heap.property(heap.root, 'a', heap.node('constructor', 'any', { shallowBytes: 24 }));
    const graph = HeapGraph.from(await readSnapshot(heap.bytes()));
    expect(graph.classTable().map(({ name, count }) => [name, count])).to.deep.equal([['(constructor)', 1]]);
    expect(isCounted('constructor')).to.equal(false);
  });

  it('separates rows that DevTools stores under one key, showing only the last one', async () => {
    const heap = new SnapshotBuilder();
    heap.property(heap.root, 'f', heap.node('closure', 'f', { shallowBytes: 64 }));
    heap.property(heap.root, 'o', heap.object('Function', 8));
    const graph = HeapGraph.from(await readSnapshot(heap.bytes()));
    expect(graph.classTable().map(({ name, shallowBytes }) => [name, shallowBytes])).to.deep.equal([
      ['Function', 64],
      ['Function', 8],
    ]);
    expect((await readWithDevTools(heap.bytes())).rows.size).to.equal(1);
  });
});

describe('HeapGraph.biggestDominators()', () => {
  it('returns the node where memory fans out instead of the chain that leads there', async () => {
    const heap = new SnapshotBuilder();
    const [cache, map, small] = [heap.object('Cache', 10), heap.object('Map', 10), heap.object('Small', 300)];
    heap.property(heap.root, 'cache', cache).property(cache, 'map', map).property(heap.root, 'small', small);
    const values = [1, 2, 3].map(() => heap.object('Value', 400));
    for (const value of values) heap.property(map, 'value', value);
    const graph = HeapGraph.from(await readSnapshot(heap.bytes()));
    const found = graph.biggestDominators(3).map(({ node, retainedBytes }) => [node.name, retainedBytes]);
    expect(found).to.deep.equal([
      ['Map', 1210],
      ['Value', 400],
      ['Value', 400],
    ]);
    expect(graph.biggestDominators(100).map(({ node }) => node.name)).to.not.include('Cache');
    expect(graph.biggestDominators(0)).to.deep.equal([]);
  });
});

async function expectSame(heap: SnapshotBuilder): Promise<void> {
  const bytes = heap.bytes();
  const graph = HeapGraph.from(await readSnapshot(bytes));
  const devTools = await readWithDevTools(bytes);
  expect(rowsOf(graph)).to.deep.equal(devTools.rows);
  for (const [node, distance] of devTools.distances.entries()) {
    expect(graph.devToolsDistance(nodeOrdinal(node)) ?? -5, `distance of ${node}`).to.equal(distance);
  }
}

function rowsOf(graph: HeapGraph): Map<string, DevToolsRow> {
  const rows = new Map<string, DevToolsRow>();
  for (const { name, location, ...row } of graph.classTable()) {
    const place = location ? `${location.scriptId},${location.line},${location.column}` : '';
    const key = `${place},${name}`;
    expect(rows.has(key), `one row ${key}`).to.equal(false);
    rows.set(key, row);
  }
  return rows;
}
