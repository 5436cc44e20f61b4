import { edgeOrdinal, type EdgeOrdinal, nodeOrdinal, type NodeOrdinal } from '../../../core/units.js';
import type { SnapshotColumns } from '../../snapshot/index.js';
import { edgeSource } from '../edges/edge-source.js';
import { NONE } from '../no-ordinal.js';
import { EDGE, type RetainingEdges } from './retaining-edges.js';

/** The tree of shortest paths from the root over retaining edges. */
export interface ShortestPaths {
  /** Number of edges from the root, or `NONE` if there is no path. By node. */
  readonly distance: Uint32Array;
  /** The last edge of the path, or `NONE`. By node. */
  readonly lastEdge: Uint32Array;
}

/** Options that narrow a search. */
export interface SearchLimits {
  /** Excludes nodes other than the root. */
  readonly isBarred?: ((node: NodeOrdinal) => boolean) | undefined;
  /** Excludes edges that lead to the target. */
  readonly barredLastEdges?: ReadonlySet<number>;
  /** Ends the search when this node is reached; the distances of other nodes are then incomplete. */
  readonly target?: NodeOrdinal;
}

/**
 * Searches breadth first from the root. Of several shortest paths, the one whose edges come first in the snapshot is
 * taken, so the result is the same at each call.
 */
export function findShortestPaths(
  columns: SnapshotColumns,
  edges: RetainingEdges,
  { isBarred, barredLastEdges, target: wanted = nodeOrdinal(NONE) }: SearchLimits = {},
): ShortestPaths {
  const { nodeCount, nodeFirstEdge, edgeTo, edgeType } = columns;
  const { meaning } = edges;
  const distance = new Uint32Array(nodeCount).fill(NONE);
  const lastEdge = new Uint32Array(nodeCount).fill(NONE);
  const queue = new Uint32Array(nodeCount);
  let queued = 1;
  distance[0] = 0;
  // Each node enters the queue at most once; targets are below `nodeCount`; types have a meaning.
  for (let head = 0; head < queued; head++) {
    if (wanted < nodeCount && distance[wanted] !== NONE) break;
    const node = queue[head]!;
    const next = distance[node]! + 1;
    const end = nodeFirstEdge[node + 1]!;
    // For most nodes, the type of an edge alone decides its meaning.
    const isSpecial = node === 0 || edges.isTable(node);
    for (let edge = nodeFirstEdge[node]!; edge < end; edge++) {
      const target = edgeTo[edge]!;
      if (distance[target] !== NONE) continue;
      if (isSpecial ? !edges.retains(node, edge) : meaning[edgeType[edge]!] !== EDGE.retains) continue;
      if (isBarred?.(nodeOrdinal(target))) continue;
      if (target === wanted && barredLastEdges?.has(edge)) continue;
      distance[target] = next;
      lastEdge[target] = edge;
      queue[queued++] = target;
    }
  }
  return { distance, lastEdge };
}

/** Returns the edges from the root to `node`, root first; undefined if there is no path. */
export function edgesOfPath(
  columns: SnapshotColumns,
  { distance, lastEdge }: ShortestPaths,
  node: NodeOrdinal,
): EdgeOrdinal[] | undefined {
  const steps = distance[node];
  if (steps === undefined || steps === NONE) return undefined;
  const edges: EdgeOrdinal[] = [];
  for (let at = node; edges.length < steps; at = edgeSource(columns, edges.at(-1)!)) {
    // A node at a distance above 0 has a last edge.
    edges.push(edgeOrdinal(lastEdge[at]!));
  }
  return edges.toReversed();
}
