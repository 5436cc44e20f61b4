import { expect } from 'chai';
import fc from 'fast-check';

import { findDominators } from '../../../harness/heap/graph/dominators/dominators.js';
import { RetainingEdges } from '../../../harness/heap/graph/queries/retaining-edges.js';
import { ColumnPool } from '../../../harness/heap/graph/column-pool.js';
import { growSpanningTree } from '../../../harness/heap/graph/dominators/spanning-tree.js';
import { findWeakMapPairs } from '../../../harness/heap/graph/queries/weak-map-pairs.js';
import { readSnapshot, type SnapshotColumns } from '../../../harness/heap/snapshot/index.js';
import { SnapshotBuilder } from '../../support/snapshot-builder.js';

/** A graph by the targets of each node; node 0 is the root. */
type Graph = readonly (readonly number[])[];

describe('findDominators()', () => {
  let empty: SnapshotColumns;
  before(async () => {
    empty = await readSnapshot(new SnapshotBuilder().bytes());
  });

  /** The dominator of each node, or undefined for the root and where no path leads. */
  const dominatorsOf = (graph: Graph): (number | undefined)[] => {
    const columns = columnsOf(empty, graph);
    const pool = new ColumnPool(graph.length);
    const edges = new RetainingEdges(columns, findWeakMapPairs(columns));
    const { count, order, dominator } = findDominators(growSpanningTree(columns, edges, pool), pool);
    const found = graph.map((): number | undefined => undefined);
    for (let number = 1; number < count; number++) {
      found[order[number] ?? 0] = order[dominator[number] ?? 0];
    }
    return found;
  };

  it('finds the same in thousands of graphs as removing each node in turn', () => {
    const graph = fc
      .integer({ min: 1, max: 12 })
      .chain((size) =>
        fc.array(fc.array(fc.nat({ max: size - 1 }), { maxLength: 4 }), { minLength: size, maxLength: size }),
      );
    fc.assert(
      fc.property(graph, (targets) => {
        expect(dominatorsOf(targets)).to.deep.equal(dominatorsByRemoval(targets));
      }),
      { numRuns: 5000 },
    );
  });

  it('finds the same in deep graphs as stepwise refinement', () => {
    // A long chain, with edges back and far down, some of them only a few steps and some over most of it.
    const graph = fc.integer({ min: 50, max: 400 }).chain((size) =>
      fc
        .array(fc.tuple(fc.nat({ max: size - 1 }), fc.nat({ max: size - 1 })), { maxLength: 60 })
        .map((extra) => {
          const targets = Array.from({ length: size }, (_, node) => (node + 1 < size ? [node + 1] : []));
          for (const [from, to] of extra) targets[from]?.push(to);
          return targets;
        }),
    );
    fc.assert(
      fc.property(graph, (targets) => {
        expect(dominatorsOf(targets)).to.deep.equal(dominatorsByRefinement(targets));
      }),
      { numRuns: 200 },
    );
  });

  it('is not quadratic if a long chain ends in many nodes that are also retained further up', () => {
    // Plain Semi-NCA walks the whole chain for each of them: 300,000 times nearly 300,000 steps.
    const length = 300_000;
    const hold = (at: number): number => 1 + (at % 7) * 5000;
    const graph: number[][] = Array.from({ length: 2 * length + 1 }, (_, node) =>
      node < length ? [node + 1] : [],
    );
    for (let at = 0; at < length; at++) {
      graph[length]?.push(length + 1 + at);
      graph[hold(at)]?.push(length + 1 + at);
    }
    const found = dominatorsOf(graph);
    const wrong = Array.from({ length }, (_, at) => at).filter((at) => found[length + 1 + at] !== hold(at));
    expect(wrong).to.deep.equal([]);
    expect(found.slice(1, length + 1)).to.deep.equal(Array.from({ length }, (_, at) => at));
  });
});

function columnsOf(empty: SnapshotColumns, graph: Graph): SnapshotColumns {
  const nodeFirstEdge = new Uint32Array(graph.length + 1);
  for (const [node, targets] of graph.entries()) {
    nodeFirstEdge[node + 1] = (nodeFirstEdge[node] ?? 0) + targets.length;
  }
  const edgeTo = Uint32Array.from(graph.flat());
  return {
    ...empty,
    nodeCount: graph.length,
    edgeCount: edgeTo.length,
    nodeFirstEdge,
    edgeTo,
    edgeType: new Uint8Array(edgeTo.length).fill(empty.edgeTypes.indexOf('property')),
  };
}

function reached(graph: Graph, without?: number): Set<number> {
  const seen = new Set(without === 0 ? [] : [0]);
  for (const node of seen) for (const to of graph[node] ?? []) if (to !== without) seen.add(to);
  return seen;
}

/** A node's dominators are those without which it is not reached; the nearest is the one that all others dominate. */
function dominatorsByRemoval(graph: Graph): (number | undefined)[] {
  const all = reached(graph);
  const left = graph.map((_, node) => reached(graph, node));
  return graph.map((_, node) => {
    if (node === 0 || !all.has(node)) return undefined;
    const dominators = [...all].filter((other) => other !== node && !left[other]?.has(node));
    return dominators.find((near) => dominators.every((other) => other === near || !left[other]?.has(near)));
  });
}

/** The textbook's way: sets of dominators, cut down to what all predecessors share until nothing changes. */
function dominatorsByRefinement(graph: Graph): (number | undefined)[] {
  const order = [...reached(graph)];
  const predecessors = graph.map((): number[] => []);
  for (const node of order) for (const to of graph[node] ?? []) predecessors[to]?.push(node);
  const sets = new Map<number, Set<number>>([[0, new Set([0])]]);
  for (let changed = true; changed;) {
    changed = false;
    for (const node of order.slice(1)) {
      const known = (predecessors[node] ?? []).flatMap((from) => sets.get(from) ?? []);
      const shared = [...(known[0] ?? [])].filter((at) => known.every((set) => set.has(at)));
      const next = new Set([...shared, node]);
      if (sets.get(node)?.size !== next.size) changed = true;
      sets.set(node, next);
    }
  }
  return graph.map((_, node) => {
    const dominators = [...(sets.get(node) ?? [])].filter((at) => at !== node);
    return dominators.sort((a, b) => (sets.get(b)?.size ?? 0) - (sets.get(a)?.size ?? 0))[0];
  });
}
