import type { NodeOrdinal } from '../core/units.js';
import type { HeapGraph } from '../graph/index.js';
import { type Paths, searchPaths, type Seed, UNREACHED } from './search.js';

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
  heap: HeapGraph,
  levels: Uint8Array,
  seeds: readonly Seed[],
  all: Paths,
  nodes: ReadonlySet<NodeOrdinal>,
): { bytes: number; objects: number } {
  const without = searchPaths(heap.columns, levels, seeds, { nodes, edges: new Set() });
  let bytes = 0;
  let objects = 0;
  for (let node = 0; node < heap.nodeCount; node++) {
    if (all.level[node] === UNREACHED || without.level[node] !== UNREACHED) continue;
    objects++;
    bytes += heap.columns.nodeShallowBytes[node] ?? 0;
  }
  return { bytes, objects };
}
