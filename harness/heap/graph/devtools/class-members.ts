import { nodeOrdinal, type NodeOrdinal } from '../../../core/units.js';
import type { SnapshotColumns } from '../../snapshot/index.js';
import { ColumnPool } from '../column-pool.js';
import { sortNodes } from './sorted-nodes.js';

/**
 * Returns the nodes that Chrome DevTools' class table counts under a name, in snapshot order, from all rows with that
 * name, wherever the class was defined. Sorts the nodes anew at each call; computes no dominators.
 */
export function findClassMembers(columns: SnapshotColumns, name: string): NodeOrdinal[] {
  const { rows, rowOf } = sortNodes(columns, new ColumnPool(columns.nodeCount));
  const wanted = new Set(rows.flatMap((row, at) => (row.name === name ? [at] : [])));
  const members: NodeOrdinal[] = [];
  // A column with at least one entry per node.
  for (let node = 0; wanted.size > 0 && node < columns.nodeCount; node++) {
    if (wanted.has(rowOf[node]!)) members.push(nodeOrdinal(node));
  }
  return members;
}
