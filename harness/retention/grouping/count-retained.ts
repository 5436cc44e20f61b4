import type { NodeOrdinal } from '../../core/units.js';
import type { HeapGraph } from '../../heap/graph/index.js';

/** Maximum number of nodes that a walk of the dominator tree visits. */
const MOST_NODES = 1_000_000;

/** Returns how many nodes would be freed with a node, including itself. */
export function countRetained(heap: HeapGraph, node: NodeOrdinal): number {
  let count = 0;
  const open = [node];
  for (let next = open.pop(); next !== undefined && count < MOST_NODES; next = open.pop()) {
    count++;
    for (const dominated of heap.dominated(next)) open.push(dominated);
  }
  return count;
}
