import type { EdgeOrdinal, NodeOrdinal } from '../core/units.js';
import type { HeapGraph } from '../graph/index.js';
import { UNREACHED } from './search.js';
import type { WitnessHeap } from './witness-heap.js';

/** Nodes that a walk of the dominator tree visits at most. */
const MOST_NODES = 1_000_000;

/** How many nodes would go with a node, itself included. */
export function countRetained(heap: HeapGraph, node: NodeOrdinal): number {
  let count = 0;
  const open = [node];
  for (let next = open.pop(); next !== undefined && count < MOST_NODES; next = open.pop()) {
    count++;
    open.push(...heap.dominated(next));
  }
  return count;
}

/** What would go if all these nodes went: whatever no seed reaches without them. */
export function retainedTogether(
  heap: WitnessHeap,
  nodes: ReadonlySet<NodeOrdinal>,
): { bytes: number; objects: number } {
  const { facts, paths } = heap;
  const { nodeCount, nodeShallowBytes } = facts.heap.columns;
  const without = heap.search({ nodes, edges: NO_EDGES });
  let bytes = 0;
  let objects = 0;
  for (let node = 0; node < nodeCount; node++) {
    if (paths.level[node] === UNREACHED || without.level[node] !== UNREACHED) continue;
    objects++;
    bytes += nodeShallowBytes[node] ?? 0;
  }
  return { bytes, objects };
}

const NO_EDGES: ReadonlySet<EdgeOrdinal> = new Set();
