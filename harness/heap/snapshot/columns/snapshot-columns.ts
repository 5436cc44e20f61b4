import type { StringTable } from './string-table.js';

/**
 * A heap snapshot as columns: one typed array per field, indexed by node ordinal or edge ordinal, without an object per
 * node or edge. Treat every array as read-only. Takes about 17 bytes per node, 9 per edge, and the bytes of the
 * strings.
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
  /** Shallow size by node: 32 bits wide, or doubles if a node has 4 GiB or more. */
  readonly nodeShallowBytes: Uint32Array | Float64Array;
  /**
   * First edge by node, with one more entry than there are nodes: node `n` has the edges from `nodeFirstEdge[n]` to
   * `nodeFirstEdge[n + 1]` (exclusive).
   */
  readonly nodeFirstEdge: Uint32Array;
  /** 0 unknown, 1 attached, 2 detached; undefined if the snapshot has no such field. */
  readonly nodeDetachedness: Uint8Array | undefined;
  readonly edgeType: Uint8Array;
  /** An index for the types `element` and `hidden`, otherwise a string index. */
  readonly edgeNameOrIndex: Uint32Array;
  /** Ordinal of the node that the edge leads to (the file contains an offset, which is divided here). */
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
  /** Line from 0; negative if code was compiled with a negative offset and lies before the text's first line. */
  readonly line: Int32Array;
  /**
   * Column from 0; negative if code was compiled with a negative offset, for example the wrapper that a test runner
   * puts around a module.
   */
  readonly column: Int32Array;
}
