import { edgeOrdinal, type EdgeOrdinal, nodeOrdinal, type NodeOrdinal } from '../../../core/units.js';
import type { SnapshotColumns } from '../../snapshot/index.js';

/** Finds the node that an edge starts at, by bisection over the nodes' first edges. */
export function edgeSource({ nodeCount, nodeFirstEdge }: SnapshotColumns, edge: EdgeOrdinal): NodeOrdinal {
  let low = 0;
  let high = nodeCount - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    // `middle` is from 0 to `nodeCount` - 1. Nodes without edges share the next node's first edge: the last of them has
    // it.
    if (nodeFirstEdge[middle]! <= edge) low = middle;
    else high = middle - 1;
  }
  return nodeOrdinal(low);
}

/** The edges of all nodes by target, in compressed rows. Takes 4 bytes per edge and per node. */
export interface ReverseEdges {
  /** Row of node `n`: `first[n]` up to, not including, `first[n + 1]`. */
  readonly first: Uint32Array;
  /** Edge ordinals, ascending within a row. */
  readonly edges: Uint32Array;
}

/** Sorts all edges by target: counts, sums up, distributes. */
export function reverseEdges({ nodeCount, edgeCount, edgeTo }: SnapshotColumns): ReverseEdges {
  const first = new Uint32Array(nodeCount + 2);
  // Targets are below `nodeCount`; a row is filled through `first[target + 1]`, which is its end once it is filled.
  for (let edge = 0; edge < edgeCount; edge++) first[edgeTo[edge]! + 2]!++;
  for (let node = 2; node < first.length; node++) first[node]! += first[node - 1]!;
  const edges = new Uint32Array(edgeCount);
  for (let edge = 0; edge < edgeCount; edge++) edges[first[edgeTo[edge]! + 1]!++] = edge;
  return { first: first.subarray(0, nodeCount + 1), edges };
}

/** Yields the edges that lead to `node`, ascending. */
export function* edgesTo({ first, edges }: ReverseEdges, node: NodeOrdinal): Generator<EdgeOrdinal> {
  const end = first[node + 1] ?? 0;
  // `at` is below `edges.length`.
  for (let at = first[node] ?? 0; at < end; at++) yield edgeOrdinal(edges[at]!);
}
