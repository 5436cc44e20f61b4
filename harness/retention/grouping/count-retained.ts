import type { NodeOrdinal } from '../../core/units.js';
import type { HeapGraph } from '../../heap/graph/index.js';

/** Nodes that a walk of the dominator tree visits at most. */
const MOST_NODES = 1_000_000;

/** How many nodes would go with a node, itself included. */
export function countRetained(heap: HeapGraph, node: NodeOrdinal): number {
  let count = 0;
  const open = [node];
  for (let next = open.pop(); next !== undefined && count < MOST_NODES; next = open.pop()) {
    count++;
    for (const dominated of heap.dominated(next)) open.push(dominated);
  }
  return count;
}
