import type { EdgeLayout, NodeLayout, SnapshotHeader } from '../document/header.js';
import type { RowKernel } from '../kernel/row-kernel.js';

/** The columns of `nodes` while they are filled; shallow sizes may be replaced by wider ones. */
export interface NodeColumns {
  readonly type: Uint8Array;
  readonly name: Uint32Array;
  readonly id: Uint32Array;
  readonly shallowBytes: Uint32Array | Float64Array;
  /** One more entry than there are nodes. */
  readonly firstEdge: Uint32Array;
  readonly detachedness: Uint8Array | undefined;
}

/** The columns of `edges` while they are filled. */
export interface EdgeColumns {
  readonly type: Uint8Array;
  readonly nameOrIndex: Uint32Array;
  readonly to: Uint32Array;
}

/**
 * The columns of `locations` while they are filled, with room for the usual number, because the header does not count
 * them.
 */
export interface LocationRows {
  readonly node: Uint32Array;
  readonly scriptId: Uint32Array;
  readonly line: Uint32Array;
  readonly column: Uint32Array;
}

/** A range of rows for the kernel: bytes `start` to `end` of its input, as rows from `ordinal` on, at most `limit`. */
export interface RowRange {
  readonly start: number;
  readonly end: number;
  readonly ordinal: number;
  readonly limit: number;
  /** The highest string index so far. */
  readonly knownName: number;
  /** The maximum total number of edges that the nodes may have; at most 32 bits. */
  readonly edgesLeft: number;
}

/** Makes the kernel take rows, copies them into the columns, and returns their number. */
export type RowCopier = (kernel: RowKernel, range: RowRange) => number;

/** Whether the fields are in the order that the kernel needs, in which V8 has written them for years. */
export function isUsualNodeLayout(node: NodeLayout): boolean {
  const { type, name, id, selfSize, edgeCount, detachedness, fieldCount } = node;
  const inPlace = [type, name, id, selfSize, edgeCount].every((position, index) => position === index);
  return inPlace && (fieldCount === 6 || fieldCount === 7) && detachedness === fieldCount - 1;
}

/** Whether the fields are in the order that the kernel needs. */
export function isUsualEdgeLayout({ type, nameOrIndex, toNode, fieldCount }: EdgeLayout): boolean {
  return type === 0 && nameOrIndex === 1 && toNode === 2 && fieldCount === 3;
}

/** Copies nodes; writes the number of edges of each node to `firstEdge`, instead of its first edge. */
export function nodeCopier({ node }: SnapshotHeader, columns: NodeColumns): RowCopier {
  const traced = node.fieldCount === 7;
  const typeCount = node.types.length;
  const { type, name, id, firstEdge, detachedness } = columns;
  return (kernel, { start, end, ordinal, limit, knownName, edgesLeft }) => {
    const rows = kernel.nodes(start, end, limit, traced, typeCount, edgesLeft, knownName + 1);
    type.set(kernel.types.subarray(0, rows), ordinal);
    name.set(kernel.names.subarray(0, rows), ordinal);
    id.set(kernel.ids.subarray(0, rows), ordinal);
    columns.shallowBytes.set(kernel.sizes.subarray(0, rows), ordinal);
    firstEdge.set(kernel.edgeCounts.subarray(0, rows), ordinal);
    // Nearly all values are 0, and memory that is never written is never committed.
    if (kernel.anyDetached) detachedness?.set(kernel.detachedness.subarray(0, rows), ordinal);
    return rows;
  };
}

/** Copies edges. */
export function edgeCopier({ nodeCount, node, edge }: SnapshotHeader, columns: EdgeColumns): RowCopier {
  const { fieldCount } = node;
  const typeCount = edge.types.length;
  // The kernel supports types of one digit only.
  const named = edge.types.slice(0, 10).reduce((bits, name, at) => bits | (isIndexed(name) ? 0 : 1 << at), 0);
  const { type, nameOrIndex, to } = columns;
  return (kernel, { start, end, ordinal, limit, knownName }) => {
    const rows = kernel.edges(start, end, limit, fieldCount, nodeCount, typeCount, named, knownName + 1);
    type.set(kernel.types.subarray(0, rows), ordinal);
    nameOrIndex.set(kernel.names.subarray(0, rows), ordinal);
    to.set(kernel.ids.subarray(0, rows), ordinal);
    return rows;
  };
}

/** Copies locations. */
export function locationCopier({ nodeCount, node }: SnapshotHeader, columns: LocationRows): RowCopier {
  return (kernel, { start, end, ordinal, limit }) => {
    const rows = kernel.locations(start, end, limit, node.fieldCount, nodeCount);
    columns.node.set(kernel.ids.subarray(0, rows), ordinal);
    columns.scriptId.set(kernel.names.subarray(0, rows), ordinal);
    columns.line.set(kernel.sizes.subarray(0, rows), ordinal);
    columns.column.set(kernel.edgeCounts.subarray(0, rows), ordinal);
    return rows;
  };
}

/** Whether edges of this type carry a number as their name instead of a string index. */
export function isIndexed(edgeType: string): boolean {
  return edgeType === 'element' || edgeType === 'hidden';
}
