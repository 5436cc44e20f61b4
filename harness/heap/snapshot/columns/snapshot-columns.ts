import type { StringTable } from './string-table.js';

/**
 * A heap snapshot as columns: one typed array per field, indexed by node ordinal or edge ordinal, no object per node
 * or edge. Treat every array as read-only. About 17 bytes per node and 9 per edge, and the bytes of the strings.
 *
 * Source of the field meanings: V8, `src/profiler/heap-snapshot-generator.cc`, `HeapSnapshotJSONSerializer`.
 */
export interface SnapshotColumns {
  readonly nodeCount: number;
  readonly edgeCount: number;
  /** Names of the node types; `nodeType` indexes into it. */
  readonly nodeTypes: readonly string[];
  /** Names of the edge types; `edgeType` indexes into it. */
  readonly edgeTypes: readonly string[];
  readonly nodeType: Uint8Array;
  /** String index by node. */
  readonly nodeName: Uint32Array;
  /** Object id by node. */
  readonly nodeId: Uint32Array;
  /** Own size by node: 32 bits wide, or doubles in a snapshot where some node has 4 GiB or more. */
  readonly nodeShallowBytes: Uint32Array | Float64Array;
  /** The edges of node `n` are `nodeFirstEdge[n]` up to, not including, `nodeFirstEdge[n + 1]`; one entry more than nodes. */
  readonly nodeFirstEdge: Uint32Array;
  /** 0 unknown, 1 attached, 2 detached; absent when the snapshot has no such field. */
  readonly nodeDetachedness: Uint8Array | undefined;
  readonly edgeType: Uint8Array;
  /** An index for the types `element` and `hidden`, else a string index. */
  readonly edgeNameOrIndex: Uint32Array;
  /** Node *ordinal* the edge leads to (the file has an offset; it is divided here). */
  readonly edgeTo: Uint32Array;
  readonly strings: StringTable;
  readonly locations: LocationColumns;
  /** Length of the (decompressed) input. */
  readonly byteLength: number;
}

/** Where functions and classes were defined: parallel columns, one row per located node, in file order. */
export interface LocationColumns {
  readonly count: number;
  /** Node ordinal. */
  readonly node: Uint32Array;
  readonly scriptId: Uint32Array;
  /** From 0; below that where code was compiled with a negative offset, and stands before the text's first line. */
  readonly line: Int32Array;
  /** From 0; below that where code was compiled with a negative offset, as what a test runner puts around a module. */
  readonly column: Int32Array;
}
