import { expect } from 'chai';
import fc from 'fast-check';

import { formatRetainingPath, HeapGraph } from '../../../harness/heap/graph/index.js';
import { readSnapshot } from '../../../harness/heap/snapshot/index.js';
import { keepsAlive, randomHeap, reachable } from '../../support/random-heap.js';
import { SnapshotBuilder } from '../../support/snapshot-builder.js';

const graphOf = async (heap: SnapshotBuilder): Promise<HeapGraph> =>
  HeapGraph.from(await readSnapshot(heap.bytes()));

describe('HeapGraph.retainingPath()', () => {
  it('is a chain of retaining references, as short as the one that breadth-first search finds', async () => {
    const property = fc.asyncProperty(randomHeap(), async (heap) => {
      const graph = await graphOf(heap);
      const distances = reachable(heap);
      for (const node of graph.ordinals()) {
        const path = graph.retainingPath(node);
        expect(graph.distance(node)).to.equal(distances.get(node));
        expect(path?.steps.length).to.equal(distances.get(node));
        let from = graph.root;
        for (const { edge, node: to } of path?.steps ?? []) {
          const exists = heap.edges.some(
            (built) =>
              built.from === from &&
              built.to === to.ordinal &&
              built.type === edge.type &&
              built.name === edge.name &&
              keepsAlive(built),
          );
          expect(exists, `an edge from ${from} to ${to.ordinal}`).to.equal(true);
          from = to.ordinal;
        }
        if (path) expect(from).to.equal(node);
      }
    });
    await fc.assert(property, { numRuns: 100 });
  });

  it('avoids the given nodes, or is undefined if that is impossible', async () => {
    const property = fc.asyncProperty(randomHeap(), fc.nat({ max: 40 }), async (heap, index) => {
      const graph = await graphOf(heap);
      const avoided = [...graph.ordinals()][1 + (index % Math.max(1, heap.nodes.length - 1))];
      if (avoided === undefined) return;
      const distances = reachable(heap, avoided);
      for (const node of graph.ordinals()) {
        const path = graph.retainingPath(node, { avoiding: new Set([avoided]) });
        expect(path?.steps.length).to.equal(distances.get(node));
        expect(path?.steps.some((step) => step.node.ordinal === avoided) ?? false).to.equal(false);
        expect(graph.retainingPath(node, { avoiding: (at) => at === avoided })).to.deep.equal(path);
      }
    });
    await fc.assert(property, { numRuns: 50 });
  });

  it('uses the first one of several equally short references', async () => {
    const heap = new SnapshotBuilder();
    const [left, right, target] = [heap.object('Left'), heap.object('Right'), heap.object('Target')];
    heap.property(heap.root, 'right', right).property(heap.root, 'left', left);
    heap.property(left, 'x', target).property(right, 'y', target).property(right, 'z', target);
    const names = (await graphOf(heap)).retainingPath(target)?.steps.map(({ edge }) => edge.name);
    expect(names).to.deep.equal(['right', 'y']);
  });

  it('is plain data that survives JSON', async () => {
    const heap = new SnapshotBuilder();
    const object = heap.object('A');
    heap.property(heap.root, 'a', object);
    const path = (await graphOf(heap)).retainingPath(object);
    expect(JSON.parse(JSON.stringify(path))).to.deep.equal(path);
    expect(path).to.deep.equal({
      root: { ordinal: 0, id: 1, type: 'synthetic', name: '', shallowBytes: 0 },
      steps: [
        {
          edge: { type: 'property', name: 'a' },
          node: { ordinal: 1, id: 3, type: 'object', name: 'A', shallowBytes: 16 },
        },
      ],
    });
  });

  it('is empty for the root, and undefined for nodes that only weak references reach', async () => {
    const heap = new SnapshotBuilder();
    const object = heap.object('A');
    heap.edge(heap.root, 'weak', 'target', object);
    const graph = await graphOf(heap);
    expect(graph.retainingPath(graph.root)?.steps).to.deep.equal([]);
    expect(graph.retainingPath(object)).to.equal(undefined);
  });
});

describe('A WeakMap pair', () => {
  it('counts as retained by its key, not by the table', async () => {
    const heap = new SnapshotBuilder();
    const table = heap.node('array', '');
    const key = heap.object('Key');
    const value = heap.object('Value');
    heap.property(heap.root, 'table', table).property(heap.root, 'key', key);
    heap.edge(table, 'internal', pair(3), value).edge(key, 'internal', pair(3), value);
    const graph = await graphOf(heap);
    expect(graph.dominator(value)).to.equal(key);
    expect(graph.retainingPath(value)?.steps.map(({ node }) => node.name)).to.deep.equal(['Key', 'Value']);
    expect(graph.retainers(value).map(({ from, weak }) => [from, weak])).to.deep.equal([
      [table, true],
      [key, false],
    ]);
  });

  it('is recognised by the id of the table: an edge of that name from another node retains', async () => {
    const heap = new SnapshotBuilder();
    const table = heap.node('array', '');
    const value = heap.object('Value');
    heap.property(heap.root, 'table', table).edge(table, 'internal', pair(99), value);
    expect((await graphOf(heap)).distance(value)).to.equal(2);
  });

  it('is not confused with properties of that name', async () => {
    const heap = new SnapshotBuilder();
    const table = heap.node('array', '');
    const value = heap.object('Value');
    heap.property(heap.root, 'table', table).property(table, pair(3), value);
    expect((await graphOf(heap)).distance(value)).to.equal(2);
  });
});

describe('formatRetainingPath()', () => {
  it('writes the roots on one line, then one reference per line', async () => {
    const heap = new SnapshotBuilder();
    const gcRoots = heap.node('synthetic', '(GC roots)');
    const strong = heap.node('synthetic', '(Strong roots)');
    const holder = heap.object('ThreadLocalMap');
    const table = heap.object('Array');
    const handler = heap.node('closure', 'onEnd');
    const anonymous = heap.node('closure', '');
    const text = heap.node('string', 'a "quoted"\nline');
    heap.edge(heap.root, 'element', 1, gcRoots).edge(gcRoots, 'element', 4, strong);
    heap.property(strong, 'threadLocals', holder).property(holder, 'table', table);
    heap.edge(table, 'element', 0, handler).edge(handler, 'context', 'next', anonymous);
    heap.property(anonymous, 'name', text);
    const graph = await graphOf(heap);
    const path = graph.retainingPath(text);
    expect(path && formatRetainingPath(path).split('\n')).to.deep.equal([
      '(GC roots) → (Strong roots)',
      '  -property "threadLocals"→ ThreadLocalMap @7',
      '  -property "table"→ Array @9',
      '  -element 0→ onEnd() @11',
      '  -context "next"→ (anonymous)() @13',
      '  -property "name"→ "a "quoted"\\nline" @15',
    ]);
  });

  it('starts with (root) if a path begins with an object', async () => {
    const heap = new SnapshotBuilder();
    const object = heap.object('x'.repeat(200));
    heap.edge(heap.root, 'shortcut', 'global', object);
    const path = (await graphOf(heap)).retainingPath(object);
    expect(path && formatRetainingPath(path)).to.equal(`(root)\n  -shortcut "global"→ ${'x'.repeat(99)}… @3`);
  });
});

function pair(table: number): string {
  return `3 / part of key (Key @5) -> value (Value @7) pair in WeakMap (table @${table})`;
}
