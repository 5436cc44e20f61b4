import type { SnapshotHeader } from './header.js';
import type { RowBatch, RowSink } from './number-rows.js';
import type { RowKernel } from './row-kernel.js';

const MAX_UINT32 = 0xffff_ffff;

/** Sorts the rows of `edges` into columns; offsets of nodes become ordinals. */
export class EdgeSink implements RowSink {
  readonly fieldCount: number;
  readonly takeRows: RowSink['takeRows'];
  readonly type: Uint8Array;
  readonly nameOrIndex: Uint32Array;
  readonly to: Uint32Array;
  /** The highest string index, and where it stands: `strings` comes later. */
  maxName = -1;
  maxNameOffset = 0;
  #count = 0;
  readonly #header: SnapshotHeader;
  /** 1 for the types whose name is a string index. */
  readonly #named: Uint8Array;

  /** @throws {RangeError} when the header's count is more than memory can hold */
  constructor(header: SnapshotHeader) {
    const { edgeCount, edge } = header;
    this.#header = header;
    this.fieldCount = edge.fieldCount;
    this.type = new Uint8Array(edgeCount);
    this.nameOrIndex = new Uint32Array(edgeCount);
    this.to = new Uint32Array(edgeCount);
    const { type, nameOrIndex, toNode, fieldCount } = edge;
    const isUsualLayout = type === 0 && nameOrIndex === 1 && toNode === 2 && fieldCount === 3;
    this.takeRows = isUsualLayout ? this.#takeRows.bind(this) : undefined;
    this.#named = Uint8Array.from(edge.types, (name) => (isIndexed(name) ? 0 : 1));
  }

  accept(values: Float64Array, rowCount: number, batch: RowBatch): void {
    const { nodeCount, edgeCount, edge, node } = this.#header;
    const { type, nameOrIndex, to, fieldCount } = this;
    const named = this.#named;
    const typeCount = named.length;
    const nodeFieldCount = node.fieldCount;
    let ordinal = this.#count;
    if (ordinal + rowCount > edgeCount) {
      batch.reject((edgeCount - ordinal) * fieldCount, `more edges than "edge_count", ${edgeCount}`);
    }
    // All reads are below `rowCount * fieldCount`, all writes below `edgeCount`.
    for (let row = 0; row < rowCount; row++, ordinal++) {
      const at = row * fieldCount;
      const typeIndex = values[at + edge.type]!;
      if (typeIndex >= typeCount) batch.reject(at + edge.type, `edge type ${typeIndex} of ${typeCount}`);
      type[ordinal] = typeIndex;

      const name = values[at + edge.nameOrIndex]!;
      if (name > MAX_UINT32) batch.reject(at + edge.nameOrIndex, `edge name ${name} needs more than 32 bits`);
      if (named[typeIndex] === 1 && name > this.maxName) {
        this.maxName = name;
        this.maxNameOffset = batch.offsetOf(at + edge.nameOrIndex);
      }
      nameOrIndex[ordinal] = name;

      const offset = values[at + edge.toNode]!;
      const target = Math.floor(offset / nodeFieldCount);
      if (target * nodeFieldCount !== offset) {
        batch.reject(at + edge.toNode, `"to_node" ${offset} is no multiple of ${nodeFieldCount}`);
      }
      if (target >= nodeCount)
        batch.reject(at + edge.toNode, `"to_node" ${offset} leads behind the last node`);
      to[ordinal] = target;
    }
    this.#count = ordinal;
  }

  #takeRows(kernel: RowKernel, start: number, end: number, base: number): number {
    const { nodeCount, edgeCount, node, edge } = this.#header;
    const typeCount = edge.types.length;
    // The kernel takes types of one digit.
    const named = this.#named.subarray(0, 10).reduce((bits, isName, type) => bits | (isName << type), 0);
    let position = start;
    for (;;) {
      const left = edgeCount - this.#count;
      const known = this.maxName + 1;
      const rows = kernel.edges(position, end, left, node.fieldCount, nodeCount, typeCount, named, known);
      if (rows === 0) return position;
      const max = kernel.newMaxName;
      if (max) {
        this.maxName = max.name;
        this.maxNameOffset = base + max.end;
      }
      this.type.set(kernel.types.subarray(0, rows), this.#count);
      this.nameOrIndex.set(kernel.names.subarray(0, rows), this.#count);
      this.to.set(kernel.ids.subarray(0, rows), this.#count);
      this.#count += rows;
      position = kernel.position;
    }
  }

  finish(fail: (problem: string) => never): void {
    const { edgeCount } = this.#header;
    if (this.#count !== edgeCount) fail(`${this.#count} edges where "edge_count" says ${edgeCount}`);
  }
}

/** Whether edges of this type carry a number as their name instead of a string index. */
export function isIndexed(edgeType: string): boolean {
  return edgeType === 'element' || edgeType === 'hidden';
}
