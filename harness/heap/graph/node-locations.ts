import type { SnapshotColumns } from '../snapshot/index.js';

/**
 * Returns the row of `locations` of each node, counted from 1; 0 for nodes without one. If a node has several
 * locations, the last one counts.
 */
export function locationsByNode({ nodeCount, locations }: SnapshotColumns): Uint32Array {
  const { count, node } = locations;
  const column = new Uint32Array(nodeCount);
  // `row` is below `count`; `node[row]` is an ordinal.
  for (let row = 0; row < count; row++) column[node[row]!] = row + 1;
  return column;
}
