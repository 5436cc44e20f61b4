import { expect } from 'chai';
import fc from 'fast-check';

import { heapObjectId, nodeOrdinal } from '../../../harness/core/units.js';
import { identityDiff } from '../../../harness/heap/diff/index.js';
import { HeapGraph, readHeapGraph } from '../../../harness/heap/graph/index.js';
import { readSnapshot } from '../../../harness/heap/snapshot/index.js';
import { keepsAlive, randomHeap } from '../../support/random-heap.js';
import { SnapshotBuilder } from '../../support/snapshot-builder.js';

const graphOf = async (heap: SnapshotBuilder): Promise<HeapGraph> =>
  HeapGraph.from(await readSnapshot(heap.bytes()));

describe('HeapGraph', () => {
  it('returns nodes, edges and retainers as they were written', async () => {
    const property = fc.asyncProperty(randomHeap(), async (heap) => {
      const graph = await graphOf(heap);
      const edges = heap.edgesInOrder();
      for (const node of graph.ordinals()) {
        const { type, name, id, shallowBytes } = heap.nodes[node] ?? {};
        expect(graph.node(node)).to.deep.equal({ ordinal: node, id, type, name, shallowBytes });
        const outgoing = edges.flatMap((built, edge) =>
          built.from === node ? [{ edge, type: built.type, name: built.name, to: built.to }] : [],
        );
        expect([...graph.edges(node)]).to.deep.equal(outgoing);
        const incoming = edges.flatMap((built, edge) =>
          built.to === node
            ? [{ edge, type: built.type, name: built.name, from: built.from, weak: !keepsAlive(built) }]
            : [],
        );
        expect(graph.retainers(node)).to.deep.equal(incoming);
      }
    });
    await fc.assert(property, { numRuns: 50 });
  });

  it('nodeById() finds every node by its id and nothing else', async () => {
    const ids = fc.uniqueArray(fc.integer({ min: 1, max: 0xffff_ffff }), { maxLength: 200 });
    const property = fc.asyncProperty(ids, fc.nat(), async (known, other) => {
      const heap = new SnapshotBuilder();
      for (const id of known) heap.node('object', '', { id });
      const graph = await graphOf(heap);
      for (const [index, id] of known.entries()) {
        if (id !== 1) expect(graph.nodeById(heapObjectId(id))).to.equal(index + 1);
      }
      if (other !== 1 && !known.includes(other))
        expect(graph.nodeById(heapObjectId(other))).to.equal(undefined);
    });
    await fc.assert(property, { numRuns: 50 });
  });

  it('property() distinguishes types of edges, and returns the last of several with one name', async () => {
    const heap = new SnapshotBuilder();
    const [a, b, c, d] = ['A', 'B', 'C', 'D'].map((name) => heap.object(name));
    if (!a || !b || !c || !d) throw new Error('unreachable');
    heap.property(a, 'x', b).property(a, 'x', c).edge(a, 'internal', 'x', d).edge(a, 'weak', 'target', b);
    const graph = await graphOf(heap);
    expect(graph.property(a, 'x')).to.equal(c);
    expect(graph.property(a, 'x', 'internal')).to.equal(d);
    expect(graph.property(a, 'target')).to.equal(undefined);
    expect(graph.property(a, 'target', 'weak')).to.equal(b);
    expect(graph.property(a, 'absent')).to.equal(undefined);
    expect(graph.property(d, 'x')).to.equal(undefined);
  });

  it('elements() returns index and node of element edges only', async () => {
    const heap = new SnapshotBuilder();
    const [array, first, third] = [heap.object('Array'), heap.object('A'), heap.object('B')];
    heap.edge(array, 'element', 0, first).edge(array, 'hidden', 1, first).edge(array, 'element', 2, third);
    heap.property(array, 'length', first);
    expect([...(await graphOf(heap)).elements(array)]).to.deep.equal([
      [0, first],
      [2, third],
    ]);
  });

  it('location() returns the location in the snapshot, or undefined', async () => {
    const heap = new SnapshotBuilder();
    const closure = heap.node('closure', 'f');
    heap.locate(closure, 31, 4, 15);
    const graph = await graphOf(heap);
    expect(graph.location(closure)).to.deep.equal({ scriptId: 31, line: 4, column: 15 });
    expect(graph.location(graph.root)).to.equal(undefined);
  });

  it('throws a RangeError for a node that does not exist', async () => {
    const graph = await readHeapGraph(new SnapshotBuilder().bytes());
    const absent = nodeOrdinal(1);
    for (const ask of [
      () => graph.node(absent),
      () => [...graph.edges(absent)],
      () => [...graph.elements(absent)],
      () => graph.property(absent, 'x'),
      () => graph.retainers(absent),
      () => graph.dominator(absent),
      () => graph.dominated(absent),
      () => graph.retainedBytes(absent),
      () => graph.distance(absent),
      () => graph.retainingPath(absent),
      () => graph.isPrototype(absent),
    ]) {
      expect(ask).to.throw(RangeError, 'node 1 does not exist: this heap has 1');
    }
  });
});

describe('identityDiff()', () => {
  it('compares by id and class, whatever the order, and only one class on request', async () => {
    const before = new SnapshotBuilder();
    const after = new SnapshotBuilder();
    for (const id of [5, 7, 9]) before.node('object', 'A', { id });
    for (const id of [11, 9, 5]) after.node('object', id === 5 ? 'B' : 'A', { id });
    const [old, now] = [await graphOf(before), await graphOf(after)];
    expect(identityDiff(old, now)).to.deep.equal({ new: [5, 11], gone: [5, 7], kept: [1, 9] });
    expect(identityDiff(old, now, { className: 'A' })).to.deep.equal({ new: [11], gone: [5, 7], kept: [9] });
  });

  it('includes subclasses on request', async () => {
    const before = new SnapshotBuilder();
    const base = before.class('Base');
    const sub = before.class('Sub', base);
    const id = before.nodes[before.instance(sub)]?.id;
    const graph = await graphOf(before);
    expect(identityDiff(graph, graph, { className: 'Base' }).kept).to.deep.equal([]);
    expect(identityDiff(graph, graph, { className: 'Base', subclasses: true }).kept).to.deep.equal([id]);
  });
});
