import type { SnapshotColumns } from '../../snapshot/index.js';
import { findInternalizedStrings } from './internalized-strings.js';
import { NONE } from '../no-ordinal.js';
import type { WeakMapPairs } from './weak-map-pairs.js';

/**
 * Marks the nodes that would survive a garbage collection: 1 for each node that the root reaches over strong
 * references, as V8 defines them. A WeakMap's value is reached when both its key and the map's table are reached; the
 * table of internalized strings does not lead to its strings.
 *
 * @param removed 1 for nodes that are treated as removed, which never include the root
 */
export function markLive(columns: SnapshotColumns, pairs: WeakMapPairs, removed?: Uint8Array): Uint8Array {
  const { nodeCount, nodeFirstEdge, edgeType, edgeTypes, edgeNameOrIndex, edgeTo } = columns;
  const [weak, shortcut, internal] = ['weak', 'shortcut', 'internal'].map((type) => edgeTypes.indexOf(type));
  const live = new Uint8Array(nodeCount);
  const halfReached = new Uint8Array(pairs.count);
  const stack = new Uint32Array(nodeCount);
  const internalized = findInternalizedStrings(columns);
  let depth = 1;
  live[0] = 1;
  // Each node enters the stack at most once; indexes are ordinals, edges below `edgeCount`, or pairs.
  while (depth > 0) {
    const node = stack[--depth]!;
    if (node === internalized) continue;
    const end = nodeFirstEdge[node + 1]!;
    for (let edge = nodeFirstEdge[node]!; edge < end; edge++) {
      const target = edgeTo[edge]!;
      if (live[target] === 1 || removed?.[target] === 1) continue;
      const type = edgeType[edge]!;
      if (type === weak || (type === shortcut && node !== 0)) continue;
      if (type === internal && pairs.count > 0) {
        // The half that is reached first waits for the other one.
        const pair = pairs.pairOf(edgeNameOrIndex[edge]!);
        if (pair !== NONE && halfReached[pair]!++ === 0) continue;
      }
      live[target] = 1;
      stack[depth++] = target;
    }
  }
  return live;
}
