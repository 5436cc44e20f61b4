import { expect } from 'chai';
import fc from 'fast-check';

import { nodeOrdinal } from '../../../harness/core/units.js';
import { HeapGraph } from '../../../harness/heap/graph/index.js';
import { readSnapshot } from '../../../harness/heap/snapshot/index.js';
import { randomHeap, reachable } from '../../support/random-heap.js';
import { SnapshotBuilder } from '../../support/snapshot-builder.js';

const graphOf = async (heap: SnapshotBuilder): Promise<HeapGraph> =>
  HeapGraph.from(await readSnapshot(heap.bytes()));

describe('Dominators and retained sizes', () => {
  it('equal those found by removing each node in turn', async () => {
    const property = fc.asyncProperty(randomHeap(), async (heap) => {
      const graph = await graphOf(heap);
      const all = reachable(heap);
      const lostWithout = new Map(
        [...all.keys()].map((node) => {
          const left = reachable(heap, node);
          return [node, [...all.keys()].filter((other) => !left.has(other))];
        }),
      );
      for (const node of graph.ordinals()) {
        const lost = lostWithout.get(node) ?? [node];
        const bytes = lost.reduce((sum, at) => sum + (heap.nodes[at]?.shallowBytes ?? NaN), 0);
        expect(graph.retainedBytes(node), `retained by ${node}`).to.equal(bytes);
        // The nearest dominator is the one that loses the least of those that lose the node.
        const [nearest] = [...lostWithout]
          .filter(([other, nodes]) => other !== node && nodes.includes(node))
          .sort(([, a], [, b]) => a.length - b.length);
        expect(graph.dominator(node), `dominator of ${node}`).to.equal(nearest?.[0]);
      }
    });
    await fc.assert(property, { numRuns: 150 });
  });

  it('dominated() is the inverse of dominator()', async () => {
    const property = fc.asyncProperty(randomHeap(), async (heap) => {
      const graph = await graphOf(heap);
      const nodes = [...graph.ordinals()];
      for (const node of nodes) {
        expect(graph.dominated(node)).to.deep.equal(nodes.filter((other) => graph.dominator(other) === node));
      }
    });
    await fc.assert(property, { numRuns: 50 });
  });

  it('class sizes are the sums over members whose chain of dominators has no other member', async () => {
    const property = fc.asyncProperty(randomHeap(), async (heap) => {
      const graph = await graphOf(heap);
      for (const { type, name, retainedBytes, count } of graph.classes()) {
        if (type !== 'object' || name === '(prototype)') continue;
        const members = new Set(graph.instances(name));
        const outermost = [...members].filter((member) => {
          let above = graph.dominator(member);
          while (above !== undefined && !members.has(above)) above = graph.dominator(above);
          return above === undefined;
        });
        expect(count).to.equal(members.size);
        expect(retainedBytes).to.equal(outermost.reduce((sum, node) => sum + graph.retainedBytes(node), 0));
      }
    });
    await fc.assert(property, { numRuns: 50 });
  });

  it('are found without recursion for a chain of 200,000 objects that each refer back to the first', async () => {
    const depth = 200_000;
    const heap = new SnapshotBuilder();
    let previous = heap.root;
    for (let index = 0; index < depth; index++) {
      const next = heap.object('Link', 1);
      heap.property(previous, 'next', next);
      if (index > 0) heap.property(next, 'first', nodeOrdinal(1));
      previous = next;
    }
    const graph = await graphOf(heap);
    expect(graph.retainedBytes(nodeOrdinal(1))).to.equal(depth);
    expect(graph.dominator(previous)).to.equal(previous - 1);
    expect(graph.distance(previous)).to.equal(depth);
    const links = graph.classes().find(({ name }) => name === 'Link');
    expect(links).to.include({ count: depth, retainedBytes: depth });
    expect(graph.retainingPath(previous)?.steps.length).to.equal(depth);
  });

  it('are found in time that grows with the size of a ladder whose rungs all lead up', async () => {
    const rungs = 100_000;
    const heap = new SnapshotBuilder();
    const nodes = Array.from({ length: rungs }, () => heap.object('Rung', 1));
    for (const [index, node] of nodes.entries()) {
      heap.property(nodes[index - 1] ?? heap.root, 'down', node);
      heap.property(node, 'up', nodes[index - 2] ?? heap.root);
      heap.property(node, 'far', nodes[Math.floor(index / 2)] ?? node);
    }
    heap.property(heap.root, 'last', nodes.at(-1) ?? heap.root);
    const graph = await graphOf(heap);
    // Upwards from the last, every other rung is reached; with the way down, each has two ways or more.
    expect(graph.dominator(nodes[1] ?? heap.root)).to.equal(heap.root);
    expect(graph.retainedBytes(heap.root)).to.equal(rungs);
  });
});
