import { expect } from 'chai';
import fc from 'fast-check';

import { nodeOrdinal, type NodeOrdinal } from '../../../harness/core/units.js';
import { HeapGraph } from '../../../harness/heap/graph/index.js';
import { readSnapshot } from '../../../harness/heap/snapshot/index.js';
import { keepsAlive, randomHeap, reachable } from '../../support/random-heap.js';
import { SnapshotBuilder } from '../../support/snapshot-builder.js';

const graphOf = async (heap: SnapshotBuilder): Promise<HeapGraph> =>
  HeapGraph.from(await readSnapshot(heap.bytes()));

/** Puts a pair into a WeakMap, with the two edges that V8 writes for it. */
function pair(
  heap: SnapshotBuilder,
  [key, table, value]: readonly [NodeOrdinal, NodeOrdinal, NodeOrdinal],
): void {
  const id = (node: NodeOrdinal): string => `@${heap.nodes[node]?.id}`;
  const name = ` / part of key (K ${id(key)}) -> value (V ${id(value)}) pair in WeakMap (table ${id(table)})`;
  heap.edge(key, 'internal', `3${name}`, value).edge(table, 'internal', `8${name}`, value);
}

describe('HeapGraph.retainedSet()', () => {
  it('contains the nodes that are reached only by paths through the group', async () => {
    const group = fc.array(fc.nat({ max: 40 }), { maxLength: 5 });
    const property = fc.asyncProperty(randomHeap(), group, async (heap, picks) => {
      const graph = await graphOf(heap);
      const nodes = picks.map((pick) => nodeOrdinal(pick % heap.nodes.length));
      const left = reachableWithout(heap, new Set(nodes));
      const lost = [...reachable(heap).keys()].filter((node) => !left.has(node));
      const expected = [...new Set([...lost, ...nodes])].sort((a, b) => a - b);
      const found = graph.retainedSet(nodes);
      expect([...found.nodes]).to.deep.equal(expected);
      expect(found.count).to.equal(expected.length);
      expect(found.bytes).to.equal(
        expected.reduce((sum, at) => sum + (heap.nodes[at]?.shallowBytes ?? NaN), 0),
      );
    });
    await fc.assert(property, { numRuns: 100 });
  });

  it('contains what two nodes retain together and neither retains alone', async () => {
    const heap = new SnapshotBuilder();
    const [one, other, shared] = [heap.object('One'), heap.object('Other'), heap.object('Shared', 1000)];
    heap.property(heap.root, 'one', one).property(heap.root, 'other', other);
    heap.property(one, 'x', shared).property(other, 'x', shared);
    const graph = await graphOf(heap);
    expect(graph.retainedSet([one]).bytes).to.equal(16);
    expect(graph.retainedSet([one, other])).to.include({ count: 3, bytes: 1032 });
    expect(graph.retainedSet([])).to.include({ count: 0, bytes: 0 });
  });

  it('contains a WeakMap value with its key and with the table, unless another key retains it', async () => {
    const heap = new SnapshotBuilder();
    const table = heap.node('array', '');
    const [key, second] = [heap.object('Key'), heap.object('Key')];
    const [own, shared] = [heap.object('Own', 100), heap.object('Shared', 1000)];
    for (const node of [table, key, second]) heap.property(heap.root, 'held', node);
    pair(heap, [key, table, own]);
    pair(heap, [key, table, shared]);
    pair(heap, [second, table, shared]);
    const graph = await graphOf(heap);
    expect([...graph.retainedSet([key]).nodes]).to.deep.equal([key, own]);
    expect([...graph.retainedSet([table]).nodes]).to.deep.equal([table, own, shared]);
    expect([...graph.retainedSet([key, second]).nodes]).to.deep.equal([key, second, own, shared]);
  });

  it('rejects nodes that do not exist', async () => {
    const graph = await graphOf(new SnapshotBuilder());
    expect(() => graph.retainedSet([nodeOrdinal(7)])).to.throw(
      RangeError,
      'node 7 does not exist: this heap has 1',
    );
  });
});

describe('HeapGraph.unreachable()', () => {
  it('contains the nodes to which no strong reference leads', async () => {
    const property = fc.asyncProperty(randomHeap(), async (heap) => {
      const live = reachable(heap);
      const graph = await graphOf(heap);
      expect(graph.unreachable()).to.deep.equal([...graph.ordinals()].filter((node) => !live.has(node)));
    });
    await fc.assert(property, { numRuns: 100 });
  });

  it('contains a WeakMap value if its key or table is unreachable, and not if both are reachable', async () => {
    const heap = new SnapshotBuilder();
    const [table, deadTable] = [heap.node('array', ''), heap.node('array', '')];
    const [key, deadKey] = [heap.object('Key'), heap.object('Key')];
    const values = [1, 2, 3].map(() => heap.object('Value'));
    const [live = key, keyless = key, tableless = key] = values;
    heap.property(heap.root, 'table', table).property(heap.root, 'key', key);
    pair(heap, [key, table, live]);
    pair(heap, [deadKey, table, keyless]);
    pair(heap, [key, deadTable, tableless]);
    expect((await graphOf(heap)).unreachable()).to.deep.equal([deadTable, deadKey, keyless, tableless]);
  });

  it('follows pairs whose key is the value of another pair', async () => {
    const heap = new SnapshotBuilder();
    const table = heap.node('array', '');
    const [last, middle, first] = [heap.object('C'), heap.object('B'), heap.object('A')];
    heap.property(heap.root, 'first', first).property(heap.root, 'table', table);
    pair(heap, [middle, table, last]);
    pair(heap, [first, table, middle]);
    expect((await graphOf(heap)).unreachable()).to.deep.equal([]);
  });
});

describe('HeapGraph.retainingPaths()', () => {
  it('share only nodes that no path avoids, and leave no further path', async () => {
    const property = fc.asyncProperty(randomHeap(), async (heap) => {
      const graph = await graphOf(heap);
      for (const node of graph.ordinals()) {
        const paths = graph.retainingPaths(node, { limit: 100 });
        expect(paths[0]).to.deep.equal(graph.retainingPath(node));
        const isUnavoidable = (at: number): boolean => !reachable(heap, at).has(node);
        const inner = paths
          .flatMap(({ steps }) => steps.slice(0, -1).map((step): number => step.node.ordinal))
          .filter((at) => !isUnavoidable(at));
        expect(new Set(inner).size).to.equal(inner.length);
        // What is left when theirs are cut refers to the node only at the ends of ways that were found.
        const left = reachableWithout(heap, new Set([...inner, node]));
        const uncut = heap.edges.filter(
          (edge) => edge.to === node && keepsAlive(edge) && left.has(edge.from),
        );
        if (node === graph.root) continue;
        const used = paths.filter(({ steps }) => left.has(steps.at(-2)?.node.ordinal ?? 0));
        expect(used.length, `ways to ${node}`).to.equal(uncut.length);
      }
    });
    await fc.assert(property, { numRuns: 100 });
  });

  it('may share nodes that all paths lead through, such as the only object that retains both retainers', async () => {
    const heap = new SnapshotBuilder();
    const [scene, left, right, held] = [
      heap.object('Scene'),
      heap.object('Left'),
      heap.object('Right'),
      heap.object('Held'),
    ];
    heap.property(heap.root, 'scene', scene).property(scene, 'left', left).property(scene, 'right', right);
    heap.property(left, 'x', held).property(right, 'x', held).property(right, 'y', held);
    const paths = (await graphOf(heap)).retainingPaths(held);
    expect(paths.map(({ steps }) => steps.map(({ node }) => node.name))).to.deep.equal([
      ['Scene', 'Left', 'Held'],
      ['Scene', 'Right', 'Held'],
    ]);
  });

  it('are as many as requested, and avoid the given nodes', async () => {
    const heap = new SnapshotBuilder();
    const holders = ['A', 'B', 'C', 'D', 'E', 'F'].map((name) => heap.object(name));
    const held = heap.object('Held');
    for (const holder of holders) heap.property(heap.root, 'x', holder).property(holder, 'y', held);
    const graph = await graphOf(heap);
    const holdersOf = (options: Parameters<HeapGraph['retainingPaths']>[1]): (string | undefined)[] =>
      graph.retainingPaths(held, options).map(({ steps }) => steps[0]?.node.name);
    expect(holdersOf({})).to.deep.equal(['A', 'B', 'C', 'D', 'E']);
    expect(holdersOf({ limit: 2 })).to.deep.equal(['A', 'B']);
    expect(holdersOf({ avoiding: new Set(holders.slice(0, 4)) })).to.deep.equal(['E', 'F']);
    expect(graph.retainingPaths(graph.root)).to.have.lengthOf(1);
  });
});

describe('HeapGraph.find()', () => {
  it('yields the nodes for which a predicate is true, one by one', async () => {
    const heap = new SnapshotBuilder();
    const nodes = [heap.object('A'), heap.object('B'), heap.object('A')];
    const graph = await graphOf(heap);
    expect([...graph.find((node) => graph.name(node) === 'A')]).to.deep.equal([nodes[0], nodes[2]]);
    expect([...graph.find(() => false)]).to.deep.equal([]);
    const asked: number[] = [];
    graph.find((node) => asked.push(node) > 1).next();
    expect(asked).to.deep.equal([0, 1]);
  });
});

describe('HeapGraph.detachedness()', () => {
  it('is the value that the snapshot has for the node itself', async () => {
    const heap = new SnapshotBuilder();
    const nodes = [0, 1, 2].map((detachedness) => heap.node('native', 'Node', { detachedness }));
    const graph = await graphOf(heap);
    expect(nodes.map((node) => graph.detachedness(node))).to.deep.equal(['unknown', 'attached', 'detached']);
  });
});

/** The nodes that are reached without those in `removed`. */
function reachableWithout(heap: SnapshotBuilder, removed: ReadonlySet<number>): Set<number> {
  const seen = new Set(removed.has(0) ? [] : [0]);
  for (const node of seen) {
    for (const edge of heap.edges) {
      if (edge.from === node && keepsAlive(edge) && !removed.has(edge.to)) seen.add(edge.to);
    }
  }
  return seen;
}
