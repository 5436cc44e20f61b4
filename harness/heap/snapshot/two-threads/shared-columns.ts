import type { SnapshotColumns } from '../columns/snapshot-columns.js';
import { StringTable } from '../columns/string-table.js';

/** Columns in shared memory, as plain data that can be sent to another thread; small ones are copied. */
export interface SharedColumns {
  readonly columns: Omit<SnapshotColumns, 'strings'>;
  readonly blocks: readonly { readonly bytes: Uint8Array; readonly first: number }[];
  readonly ends: Uint32Array;
}

/** Returns the columns for another thread, or undefined if they are not in shared memory. */
export function shareColumns({ strings, ...columns }: SnapshotColumns): SharedColumns | undefined {
  if (!(columns.edgeTo.buffer instanceof SharedArrayBuffer)) return undefined;
  return { columns, blocks: strings.blocks, ends: strings.ends };
}

/** Returns the columns that another thread shares. */
export function sharedColumns({ columns, blocks, ends }: SharedColumns): SnapshotColumns {
  // A Buffer arrives as a plain Uint8Array.
  const buffers = blocks.map(({ bytes, first }) => ({
    bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    first,
  }));
  return { ...columns, strings: new StringTable(buffers, ends) };
}
