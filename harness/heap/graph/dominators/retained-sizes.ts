import { nodeOrdinal, type NodeOrdinal } from '../../../core/units.js';
import type { SnapshotColumns } from '../../snapshot/index.js';
import type { ClassIndex } from '../queries/class-index.js';
import type { Dominators } from './strong-dominators.js';
import { NONE } from '../no-ordinal.js';

/**
 * Computes the retained size of each node: the sum of the shallow sizes of all nodes it dominates, including itself. An
 * unreachable node counts with its own size only.
 */
export function sumRetainedBytes(columns: SnapshotColumns, { dominator, order }: Dominators): Float64Array {
  const retained = new Float64Array(columns.nodeShallowBytes);
  // Going backwards, every node comes before its dominator. All are ordinals; only the root, at 0, has no dominator.
  for (let at = order.length - 1; at > 0; at--) {
    const node = order[at]!;
    retained[dominator[node]!]! += retained[node]!;
  }
  return retained;
}

/** The children of each node in the dominator tree, in compressed rows. */
export interface Dominated {
  /** Row of node `n`: `first[n]` up to, not including, `first[n + 1]`. */
  readonly first: Uint32Array;
  /** Ordinals, ascending within a row. */
  readonly nodes: Uint32Array;
}

/** Inverts the dominator tree. */
export function invertDominators({ dominator, order }: Dominators): Dominated {
  const nodeCount = dominator.length;
  const first = new Uint32Array(nodeCount + 2);
  // A row is filled through `first[n + 1]`, which is its end once it is filled.
  for (const parent of dominator) if (parent !== NONE) first[parent + 2]!++;
  for (let node = 2; node < first.length; node++) first[node]! += first[node - 1]!;
  const nodes = new Uint32Array(order.length - 1);
  for (let node = 0; node < nodeCount; node++) {
    const parent = dominator[node]!;
    if (parent !== NONE) nodes[first[parent + 1]!++] = node;
  }
  return { first: first.subarray(0, nodeCount + 1), nodes };
}

/** Returns the nodes that `node` dominates immediately, ascending. */
export function childrenOf({ first, nodes }: Dominated, node: NodeOrdinal): NodeOrdinal[] {
  return Array.from(nodes.subarray(first[node], first[node + 1]), nodeOrdinal);
}

/**
 * Computes retained bytes by class: the retained sizes of its members, without those that another member dominates
 * (whose size includes them). Walks the dominator tree once.
 */
export function sumRetainedByClass(
  { classes, classOf }: ClassIndex,
  { first, nodes }: Dominated,
  retained: Float64Array,
  dominator: Uint32Array,
): Float64Array {
  const sums = new Float64Array(classes.length);
  const open = new Uint32Array(classes.length);
  const next = first.slice();
  const enter = (node: number): void => {
    // Ordinals and class indexes are within their arrays, here and below.
    const index = classOf[node]!;
    if (open[index]!++ === 0) sums[index]! += retained[node]!;
  };
  for (let root = 0; root < dominator.length; root++) {
    // The root, and each unreachable node, is a tree of its own.
    if (dominator[root] !== NONE) continue;
    let node = root;
    enter(node);
    for (;;) {
      const at = next[node]!++;
      if (at < first[node + 1]!) {
        node = nodes[at]!;
        enter(node);
      } else {
        open[classOf[node]!]!--;
        if (node === root) break;
        node = dominator[node]!;
      }
    }
  }
  return sums;
}
