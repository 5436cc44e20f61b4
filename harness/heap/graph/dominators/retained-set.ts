import type { NodeOrdinal } from '../../../core/units.js';
import type { SnapshotColumns } from '../../snapshot/index.js';
import { markRetainedBy } from '../queries/liveness.js';
import type { WeakMapPairs } from '../queries/weak-map-pairs.js';

/**
 * The nodes that a group retains together: the group itself and everything that would be freed if it were collected.
 */
export interface RetainedSet {
  readonly count: number;
  /** Sum of the shallow sizes. */
  readonly bytes: number;
  /** Ordinals, ascending. */
  readonly nodes: Uint32Array;
}

/**
 * Finds the nodes that are live now and would not be without `group`. Unreachable nodes are in the result only if they
 * belong to the group. Walks the heap once.
 */
export function findRetainedSet(
  columns: SnapshotColumns,
  pairs: WeakMapPairs,
  group: Iterable<NodeOrdinal>,
): RetainedSet {
  const { nodeCount, nodeShallowBytes } = columns;
  const members = new Uint8Array(nodeCount);
  for (const node of group) members[node] = 1;
  const retained = markRetainedBy(columns, pairs, members);
  let count = 0;
  let bytes = 0;
  // All columns have `nodeCount` entries.
  for (let node = 0; node < nodeCount; node++) {
    const isIn = members[node]! | retained[node]!;
    retained[node] = isIn;
    count += isIn;
    if (isIn === 1) bytes += nodeShallowBytes[node]!;
  }
  const nodes = new Uint32Array(count);
  let at = 0;
  for (let node = retained.indexOf(1); node >= 0; node = retained.indexOf(1, node + 1)) nodes[at++] = node;
  return { count, bytes, nodes };
}
