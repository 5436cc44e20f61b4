import type { NodeOrdinal } from '../../../core/units.js';
import type { SnapshotColumns } from '../../snapshot/index.js';
import { markLive } from '../queries/liveness.js';
import type { WeakMapPairs } from '../queries/weak-map-pairs.js';

/**
 * The nodes that a group retains together: itself, and everything that would be freed if the whole group were
 * collected.
 */
export interface RetainedSet {
  readonly count: number;
  /** Sum of the shallow sizes. */
  readonly bytes: number;
  /** Ordinals, ascending. */
  readonly nodes: Uint32Array;
}

/**
 * Finds the nodes that are live now and would not be without `group`. Nodes that nothing keeps alive are in the answer
 * when they are of the group only. Two walks over the heap; `live` spares the first.
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
  // Without the root nothing is live.
  const left = removed[0] === 1 ? new Uint8Array(nodeCount) : markLive(columns, pairs, removed);
  let count = 0;
  let bytes = 0;
  // All columns have `nodeCount` entries; `left` now marks the answer.
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
