import type { SnapshotColumns } from '../../snapshot/index.js';
import type { ColumnPool } from '../column-pool.js';
import { type ChunkedLoop, chunkedLoop } from '../chunked-loop.js';
import { type ClassRows, findClassRows } from './class-rows.js';
import { spreadDetachedness } from './detachedness.js';
import { type Bytes, moveOwnedSizes } from './owned-sizes.js';

/** The parts of Chrome DevTools' class table that do not need dominators. */
export interface SortedNodes extends ClassRows {
  /** Shallow sizes that include owned parts, by node. */
  readonly bytes: Bytes;
}

/**
 * Moves sizes to their owners, then sorts the nodes into rows.
 *
 * @param loop runs the long loops
 */
export function sortNodes(
  columns: SnapshotColumns,
  pool: ColumnPool,
  loop: ChunkedLoop = chunkedLoop,
): SortedNodes {
  const bytes = newBytes(columns, pool);
  const detached = spreadDetachedness(columns);
  moveOwnedSizes(columns, detached, pool, bytes, loop);
  return { ...findClassRows(columns, detached, bytes, pool, loop), bytes };
}

/** Returns a column for sizes: more than 32 bits per sum are needed only if the whole heap exceeds them. */
function newBytes({ nodeShallowBytes }: SnapshotColumns, pool: ColumnPool): Bytes {
  let total = 0;
  for (let node = 0; node < nodeShallowBytes.length; node++) total += nodeShallowBytes[node]!;
  return total < 2 ** 32 ? pool.take() : new Float64Array(pool.allocate(8 * nodeShallowBytes.length));
}
