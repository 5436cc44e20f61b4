import type { SnapshotColumns } from '../snapshot/index.js';

/**
 * The row of `locations` of each node, from 1; 0 for nodes without one. A node that is located twice is where the
 * snapshot says last.
 */
export function locationsByNode({ nodeCount, locations }: SnapshotColumns): Uint32Array {
  const { count, node } = locations;
  const column = new Uint32Array(nodeCount);
  // `row` is below `count`, and gives an ordinal.
  for (let row = 0; row < count; row++) column[node[row]!] = row + 1;
  return column;
}
