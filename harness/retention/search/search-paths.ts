import { nodeOrdinal, type EdgeOrdinal, edgeOrdinal, type NodeOrdinal } from '../../core/units.js';
import { NONE } from '../../heap/graph/index.js';
import type { SnapshotColumns } from '../../heap/snapshot/index.js';
import { NOT_RETAINING } from './edge-levels.js';
import type { EdgeOrder } from './edge-order.js';

/** A node at which a search starts, with its level. */
export interface Seed {
  readonly node: NodeOrdinal;
  readonly level: number;
}

/** Nodes and edges that a search must not use. */
export interface Cuts {
  readonly nodes: ReadonlySet<NodeOrdinal>;
  readonly edges: ReadonlySet<EdgeOrdinal>;
}

/** The tree of preferred paths from the seeds. */
export interface Paths {
  /** Sum of the levels of the path, or `UNREACHED`. By node. */
  readonly level: Uint8Array;
  /** The last edge of the path; `NONE` for seeds and unreached nodes. By node. */
  readonly lastEdge: Uint32Array;
  /** The previous node; `NONE` for seeds and unreached nodes. By node. */
  readonly previous: Uint32Array;
  /** The nodes in the order in which they were reached: each after the previous one on its path. */
  readonly reached: Uint32Array;
}

export const UNREACHED = 255;
/** Maximum level: higher sums count as this one. */
const HIGHEST_LEVEL = 64;

/**
 * Searches from the seeds: lowest level first, then fewest references, then the order of seeds and of edges in the
 * snapshot, in which V8 follows the order of the source code; otherwise edges are ordered by name. Costs about as much
 * as a breadth-first search.
 */
export function searchPaths(
  columns: SnapshotColumns,
  levels: Uint8Array,
  order: EdgeOrder,
  seeds: readonly Seed[],
  cuts?: Cuts,
): Paths {
  const { nodeCount, nodeFirstEdge, edgeTo } = columns;
  const { start, edges } = order;
  const level = new Uint8Array(nodeCount).fill(UNREACHED);
  const lastEdge = new Uint32Array(nodeCount).fill(NONE);
  const previous = new Uint32Array(nodeCount).fill(NONE);
  const queue = new Uint32Array(nodeCount);
  const pending: number[][] = Array.from({ length: HIGHEST_LEVEL + 1 }, () => []);
  for (const seed of seeds) pending[Math.min(seed.level, HIGHEST_LEVEL)]?.push(seed.node, NONE, NONE);
  let head = 0;
  let queued = 0;
  const visit = (node: number, edge: number, from: number, at: number): void => {
    if (level[node] !== UNREACHED || cuts?.nodes.has(nodeOrdinal(node)) === true) return;
    level[node] = at;
    lastEdge[node] = edge;
    previous[node] = from;
    queue[queued++] = node;
  };
  for (const [at, entries] of pending.entries()) {
    let entry = 0;
    // Only the highest level may defer edges to itself; all others are finished after one round.
    do {
      // Edges that were deferred to this level, as triples of node, edge and source.
      for (; entry < entries.length; entry += 3)
        visit(entries[entry]!, entries[entry + 1]!, entries[entry + 2]!, at);
      // Breadth first within the level; each node is queued once; targets are nodes.
      for (; head < queued; head++) {
        const node = queue[head]!;
        const first = nodeFirstEdge[node]!;
        const count = nodeFirstEdge[node + 1]! - first;
        const ordered = start[node]!;
        for (let which = 0; which < count; which++) {
          const edge = ordered === 0 ? first + which : edges[ordered - 1 + which]!;
          const more = levels[edge]!;
          const target = edgeTo[edge]!;
          if (more === NOT_RETAINING || level[target] !== UNREACHED) continue;
          if (cuts?.edges.has(edgeOrdinal(edge)) === true) continue;
          if (more === 0) visit(target, edge, node, at);
          else pending[Math.min(at + more, HIGHEST_LEVEL)]!.push(target, edge, node);
        }
      }
    } while (entry < entries.length);
  }
  return { level, lastEdge, previous, reached: queue.subarray(0, queued) };
}

/** Returns the nodes and edges of the preferred path to a node, seed first; undefined if there is none. */
export function pathTo(
  paths: Paths,
  node: NodeOrdinal,
): { nodes: NodeOrdinal[]; edges: EdgeOrdinal[] } | undefined {
  if (paths.level[node] === UNREACHED) return undefined;
  const nodes = [node];
  const edges: EdgeOrdinal[] = [];
  for (let at: number = node; paths.previous[at] !== NONE;) {
    // A node with a previous one has a last edge.
    edges.push(edgeOrdinal(paths.lastEdge[at]!));
    at = paths.previous[at]!;
    nodes.push(nodeOrdinal(at));
  }
  return { nodes: nodes.toReversed(), edges: edges.toReversed() };
}
