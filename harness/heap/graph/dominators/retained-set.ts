import type { NodeOrdinal } from '../../../core/units.js';
import type { SnapshotColumns } from '../../snapshot/index.js';
import { markLive } from '../queries/liveness.js';
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
 * belong to the group. Walks the heap twice, or once if `live` is given.
 */
export function findRetainedSet(
  columns: SnapshotColumns,
  pairs: WeakMapPairs,
  live: Uint8Array,
  group: Iterable<NodeOrdinal>,
): RetainedSet {
  const { nodeCount, nodeShallowBytes } = columns;
  const removed = new Uint8Array(nodeCount);
  for (const node of group) removed[node] = 1;
  // Without the root, nothing is live.
  const left = removed[0] === 1 ? new Uint8Array(nodeCount) : markLive(columns, pairs, removed);
  let count = 0;
  let bytes = 0;
  // All columns have `nodeCount` entries; `left` is overwritten with the result.
  for (let node = 0; node < nodeCount; node++) {
    const retained = removed[node]! | (live[node]! & ~left[node]!);
    left[node] = retained;
    count += retained;
    if (retained === 1) bytes += nodeShallowBytes[node]!;
  }
  const nodes = new Uint32Array(count);
  let at = 0;
  for (let node = left.indexOf(1); node >= 0; node = left.indexOf(1, node + 1)) nodes[at++] = node;
  return { count, bytes, nodes };
}
