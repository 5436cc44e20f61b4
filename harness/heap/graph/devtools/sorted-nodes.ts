import type { SnapshotColumns } from '../../snapshot/index.js';
import type { Slabs } from '../slabs.js';
import { type InStretches, inStretches } from '../stretch.js';
import { type ClassRows, findClassRows } from './class-rows.js';
import { spreadDetachedness } from './detached.js';
import { type Bytes, moveOwnedSizes } from './owned-sizes.js';

/** All that Chrome DevTools' table says of nodes without asking who dominates them. */
export interface SortedNodes extends ClassRows {
  /** Shallow sizes with their owners, by node. */
  readonly bytes: Bytes;
}

/**
 * Moves sizes to their owners, then sorts the nodes into rows.
 *
 * @param stretches runs the long loops
 */
export function sortNodes(
  columns: SnapshotColumns,
  slabs: Slabs,
  stretches: InStretches = inStretches,
): SortedNodes {
  const bytes = newBytes(columns, slabs);
  const detached = spreadDetachedness(columns);
  moveOwnedSizes(columns, detached, slabs, bytes, stretches);
  return { ...findClassRows(columns, detached, bytes, slabs, stretches), bytes };
}

/** A column for sizes: sums need more than 32 bits only where all bytes together do. */
function newBytes({ nodeShallowBytes }: SnapshotColumns, slabs: Slabs): Bytes {
  let total = 0;
  for (let node = 0; node < nodeShallowBytes.length; node++) total += nodeShallowBytes[node]!;
  return total < 2 ** 32 ? slabs.take() : new Float64Array(slabs.allocate(8 * nodeShallowBytes.length));
}
