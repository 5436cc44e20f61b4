import { type EdgeOrdinal, nodeOrdinal, type NodeOrdinal } from '../../../core/units.js';
import type { GraphIndexes } from '../graph-indexes.js';
import { NONE } from '../no-ordinal.js';
import type { RetainingPath, RetainingPathOptions } from './retaining-path.js';
import { edgesOfPath, findShortestPaths } from './shortest-paths.js';

/** Options for finding several retaining paths. */
export interface RetainingPathsOptions extends RetainingPathOptions {
  /**
   * Maximum number of paths.
   *
   * @defaultValue 5
   */
  readonly limit?: number;
}

/** Returns a shortest path, or undefined if none is left. */
export function findPath(
  indexes: GraphIndexes,
  node: NodeOrdinal,
  { avoiding }: RetainingPathOptions,
): RetainingPath | undefined {
  const { columns } = indexes;
  const isBarred = asPredicate(avoiding);
  const paths = isBarred
    ? findShortestPaths(columns, indexes.retainingEdges(), { isBarred, target: node })
    : indexes.paths();
  const edges = edgesOfPath(columns, paths, node);
  return edges && pathOf(indexes, edges);
}

/**
 * Finds paths that share no node except nodes that every path leads through; each is a shortest path that avoids those
 * before it. Costs one search per path.
 */
export function findDisjointPaths(
  indexes: GraphIndexes,
  node: NodeOrdinal,
  { limit = 5, avoiding }: RetainingPathsOptions,
): RetainingPath[] {
  const { columns } = indexes;
  const unavoidable = dominatorsOf(indexes, node);
  const isAvoided = asPredicate(avoiding);
  const used = new Set<NodeOrdinal>();
  const barredLastEdges = new Set<number>();
  const isBarred = (at: NodeOrdinal): boolean => used.has(at) || isAvoided?.(at) === true;
  const found: RetainingPath[] = [];
  while (found.length < limit) {
    const limits = { isBarred, barredLastEdges, target: node };
    const edges = edgesOfPath(columns, findShortestPaths(columns, indexes.retainingEdges(), limits), node);
    if (!edges) break;
    found.push(pathOf(indexes, edges));
    // Nothing retains the root: its only path is empty.
    if (edges.length === 0) break;
    for (const edge of edges) {
      // Edges belong to this graph.
      const to = nodeOrdinal(columns.edgeTo[edge]!);
      if (to === node) barredLastEdges.add(edge);
      else if (!unavoidable.has(to)) used.add(to);
    }
  }
  return found;
}

/** Returns the nodes that every path to `node` leads through. */
function dominatorsOf(indexes: GraphIndexes, node: NodeOrdinal): Set<NodeOrdinal> {
  const { dominator } = indexes.dominators();
  const found = new Set<NodeOrdinal>();
  // All are ordinals; the chain ends at the root.
  for (let at = dominator[node]!; at !== NONE; at = dominator[at]!) found.add(nodeOrdinal(at));
  return found;
}

function asPredicate(
  avoiding: RetainingPathOptions['avoiding'],
): ((node: NodeOrdinal) => boolean) | undefined {
  return typeof avoiding === 'function' ? avoiding : avoiding && ((node) => avoiding.has(node));
}

function pathOf(indexes: GraphIndexes, edges: readonly EdgeOrdinal[]): RetainingPath {
  return {
    root: indexes.nodeView(nodeOrdinal(0)),
    steps: edges.map((edge) => ({
      edge: indexes.edgeLabel(edge),
      // The edge belongs to this graph.
      node: indexes.nodeView(nodeOrdinal(indexes.columns.edgeTo[edge]!)),
    })),
  };
}
