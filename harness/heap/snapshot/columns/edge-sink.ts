import type { Allocate } from '../two-threads/allocate.js';
import type { SnapshotHeader } from '../document/header.js';
import { HighestName } from './highest-name.js';
import type { RowBatch, RowSink } from './number-rows.js';
import type { RowKernel } from '../kernel/row-kernel.js';
import { type EdgeColumns, edgeCopier, isIndexed, isUsualEdgeLayout, type RowCopier } from './copy-rows.js';

const MAX_UINT32 = 0xffff_ffff;

/** Collects the rows of `edges` in columns; node offsets become ordinals. */
export class EdgeSink implements RowSink, EdgeColumns {
  readonly fieldCount: number;
  readonly takeRows: RowSink['takeRows'];
  readonly type: Uint8Array;
  readonly nameOrIndex: Uint32Array;
  readonly to: Uint32Array;
  readonly highest: HighestName = new HighestName();
  readonly #header: SnapshotHeader;
  readonly #take: RowCopier;
  /** 1 for the types whose name is a string index. */
  readonly #named: Uint8Array;
  #count = 0;

  /** @throws {RangeError} when the header's count exceeds the available memory */
  constructor(header: SnapshotHeader, allocate: Allocate) {
    const { edgeCount, edge } = header;
    this.#header = header;
    this.fieldCount = edge.fieldCount;
    this.takeRows = isUsualEdgeLayout(edge) ? this.#takeRows.bind(this) : undefined;
    this.type = new Uint8Array(allocate(edgeCount));
    this.nameOrIndex = new Uint32Array(allocate(4 * edgeCount));
    this.to = new Uint32Array(allocate(4 * edgeCount));
    this.#take = edgeCopier(header, this);
    this.#named = Uint8Array.from(edge.types, (name) => (isIndexed(name) ? 0 : 1));
  }

  /** The columns only, for another thread. */
  get columns(): EdgeColumns {
    const { type, nameOrIndex, to } = this;
    return { type, nameOrIndex, to };
  }

  accept(values: Float64Array, rowCount: number, batch: RowBatch): void {
    const { nodeCount, edgeCount, edge, node } = this.#header;
    const { type, nameOrIndex, to, fieldCount, highest } = this;
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
      if (named[typeIndex] === 1 && name > highest.name) {
        highest.note(name, batch.offsetOf(at + edge.nameOrIndex));
      }
      nameOrIndex[ordinal] = name;

      const offset = values[at + edge.toNode]!;
      const target = Math.floor(offset / nodeFieldCount);
      if (target * nodeFieldCount !== offset) {
        batch.reject(at + edge.toNode, `"to_node" ${offset} is not a multiple of ${nodeFieldCount}`);
      }
      if (target >= nodeCount) batch.reject(at + edge.toNode, `"to_node" ${offset} is beyond the last node`);
      to[ordinal] = target;
    }
    this.#count = ordinal;
  }

  finish(fail: (problem: string) => never): void {
    const { edgeCount } = this.#header;
    if (this.#count !== edgeCount) fail(`${this.#count} edges, but "edge_count" is ${edgeCount}`);
  }

  /** Continues after rows that others have written to the columns, from the first one on. */
  resume(count: number): boolean {
    this.#count = count;
    return true;
  }

  #takeRows(kernel: RowKernel, end: number, base: number): number {
    let position = 0;
    for (;;) {
      const rows = this.#take(kernel, {
        start: position,
        end,
        ordinal: this.#count,
        limit: this.#header.edgeCount - this.#count,
        knownName: this.highest.name,
        edgesLeft: 0,
      });
      if (rows === 0) return position;
      const name = kernel.newMaxName;
      if (name) this.highest.note(name.name, base + name.end);
      this.#count += rows;
      position = kernel.position;
    }
  }
}
