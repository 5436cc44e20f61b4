import type { SnapshotColumns } from '../columns/snapshot-columns.js';
import { StringTable } from '../columns/string-table.js';

/** Columns in shared memory, as plain data for another thread; small ones are copied. */
export interface SharedColumns {
  readonly columns: Omit<SnapshotColumns, 'strings'>;
  readonly blocks: readonly { readonly bytes: Uint8Array; readonly first: number }[];
  readonly ends: Uint32Array;
}

/** The columns for another thread, or undefined if they are in memory that is not shared. */
export function shareColumns({ strings, ...columns }: SnapshotColumns): SharedColumns | undefined {
  if (!(columns.edgeTo.buffer instanceof SharedArrayBuffer)) return undefined;
  return { columns, blocks: strings.blocks, ends: strings.ends };
}

/** The columns that another thread shares. */
export function sharedColumns({ columns, blocks, ends }: SharedColumns): SnapshotColumns {
  // A Buffer arrives as the array that it is.
  const buffers = blocks.map(({ bytes, first }) => ({
    bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    first,
  }));
  return { ...columns, strings: new StringTable(buffers, ends) };
}
