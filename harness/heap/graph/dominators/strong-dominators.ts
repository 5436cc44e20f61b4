import type { SnapshotColumns } from '../../snapshot/index.js';
import { findDominators } from './dominators.js';
import { NONE } from '../no-ordinal.js';
import type { RetainingEdges } from '../queries/retaining-edges.js';
import { ColumnPool } from '../column-pool.js';
import { growSpanningTree } from './spanning-tree.js';

/** The dominators of all nodes that the root reaches over retaining edges, by ordinal. */
export interface Dominators {
  /** The immediate dominator by node; `NONE` for the root and for unreachable nodes. */
  readonly dominator: Uint32Array;
  /** All reachable nodes, each after its dominator; the root first. */
  readonly order: Uint32Array;
}

/** Computes the dominator tree and translates it from its own numbers to ordinals. */
export function strongDominators(columns: SnapshotColumns, edges: RetainingEdges): Dominators {
  const pool = new ColumnPool(columns.nodeCount);
  const tree = findDominators(growSpanningTree(columns, edges, pool), pool);
  const dominator = pool.take().fill(NONE);
  // Numbers and ordinals are within their arrays by construction.
  for (let number = 1; number < tree.count; number++) {
    dominator[tree.order[number]!] = tree.order[tree.dominator[number]!]!;
  }
  return { dominator, order: tree.order.subarray(0, tree.count) };
}
