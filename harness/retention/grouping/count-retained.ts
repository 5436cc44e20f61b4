import type { NodeOrdinal } from '../../core/units.js';
import type { HeapGraph } from '../../heap/graph/index.js';

/** Maximum number of nodes that a walk of the dominator tree visits. */
const MOST_NODES = 1_000_000;

/**
 * Returns how many nodes would be freed with each node of a path, including itself. Goes from the end of the path to its
 * start, and visits what a node retains only once, although all nodes above it may retain that, too.
 */
export function countRetainedAlong(
  heap: Pick<HeapGraph, 'dominated'>,
  path: readonly NodeOrdinal[],
): number[] {
  const known = new Map<NodeOrdinal, number>();
  return path
    .toReversed()
    .map((node) => {
      let count = 0;
      let visited = 0;
      const open = [node];
      for (let next = open.pop(); next !== undefined && visited < MOST_NODES; next = open.pop()) {
        const below = known.get(next);
        count += below ?? 1;
        visited++;
        if (below === undefined) for (const dominated of heap.dominated(next)) open.push(dominated);
      }
      known.set(node, count);
      return count;
    })
    .toReversed();
}
