import type { Allocate } from '../two-threads/allocate.js';
import { GrowingNumbers } from './growing-numbers.js';
import type { LocationLayout, SnapshotHeader } from '../document/header.js';
import type { RowBatch, RowSink } from './number-rows.js';
import type { RowKernel } from '../kernel/row-kernel.js';
import type { LocationRows } from './copy-rows.js';
import type { LocationColumns } from './snapshot-columns.js';

const MAX_UINT32 = 0xffff_ffff;
const MIN_INT32 = -0x8000_0000;

/**
 * Collects the rows of `locations` in growing columns, because the header does not count them. Lines and columns are
 * signed 32-bit integers. Node 24 and later write negative ones with a minus, earlier versions as 2^32 more: both
 * become the same number here.
 */
export class LocationSink implements RowSink {
  readonly fieldCount: number;
  readonly takeRows: RowSink['takeRows'];
  readonly #header: SnapshotHeader;
  readonly #layout: LocationLayout;
  readonly #node: GrowingNumbers;
  readonly #scriptId: GrowingNumbers;
  readonly #line: GrowingNumbers;
  readonly #column: GrowingNumbers;

  constructor(header: SnapshotHeader, layout: LocationLayout, allocate: Allocate) {
    // V8 writes two locations for few nodes; unused parts are never touched.
    const { nodeCount } = header;
    this.#node = new GrowingNumbers(allocate, nodeCount);
    this.#scriptId = new GrowingNumbers(allocate, nodeCount);
    this.#line = new GrowingNumbers(allocate, nodeCount);
    this.#column = new GrowingNumbers(allocate, nodeCount);
    this.#header = header;
    this.#layout = layout;
    this.fieldCount = layout.fieldCount;
    this.takeRows = isUsualLayout(layout) ? this.#takeRows.bind(this) : undefined;
  }

  /** The columns only, for another thread. */
  get rows(): LocationRows {
    const [node, scriptId, line, column] = [this.#node, this.#scriptId, this.#line, this.#column];
    return { node: node.room, scriptId: scriptId.room, line: line.room, column: column.room };
  }

  accept(values: Float64Array, rowCount: number, batch: RowBatch): void {
    const { nodeCount, node } = this.#header;
    const { objectIndex, scriptId, line, column } = this.#layout;
    // All reads are below `rowCount * fieldCount`.
    for (let row = 0; row < rowCount; row++) {
      const at = row * this.fieldCount;
      const offset = values[at + objectIndex]!;
      const ordinal = Math.floor(offset / node.fieldCount);
      if (ordinal * node.fieldCount !== offset || ordinal >= nodeCount) {
        batch.reject(at + objectIndex, `"object_index" ${offset} is not the offset of a node`);
      }
      this.#node.append(ordinal);
      this.#scriptId.append(within32Bits(values, at + scriptId, 'script_id', batch));
      this.#line.append(within32Bits(values, at + line, 'line', batch));
      this.#column.append(within32Bits(values, at + column, 'column', batch));
    }
  }

  /** Lines and columns may be negative if code was compiled with an offset. */
  isSigned(field: number): boolean {
    return field === this.#layout.line || field === this.#layout.column;
  }

  /** Continues after rows that others have written to the columns, from the first one on. */
  resume(count: number): boolean {
    for (const numbers of [this.#node, this.#scriptId, this.#line, this.#column]) numbers.resume(count);
    return true;
  }

  finish(): void {
    // Locations need only consist of whole rows.
  }

  columns(): LocationColumns {
    return {
      count: this.#node.length,
      node: this.#node.trimmed(),
      scriptId: this.#scriptId.trimmed(),
      line: signed(this.#line.trimmed()),
      column: signed(this.#column.trimmed()),
    };
  }

  #takeRows(kernel: RowKernel, end: number): number {
    const { nodeCount, node } = this.#header;
    let position = 0;
    for (;;) {
      const rows = kernel.locations(position, end, kernel.rowLimit, node.fieldCount, nodeCount);
      if (rows === 0) return position;
      this.#node.appendAll(kernel.ids.subarray(0, rows));
      this.#scriptId.appendAll(kernel.names.subarray(0, rows));
      this.#line.appendAll(kernel.sizes.subarray(0, rows));
      this.#column.appendAll(kernel.edgeCounts.subarray(0, rows));
      position = kernel.position;
    }
  }
}

/** Returns the columns of a snapshot without locations. */
export function noLocations(): LocationColumns {
  const none = new Uint32Array(0);
  return { count: 0, node: none, scriptId: none, line: signed(none), column: signed(none) };
}

/** Returns a value if a column can hold it; negative ones are for columns that are read as signed. */
function within32Bits(values: Float64Array, index: number, field: string, batch: RowBatch): number {
  // `index` is within the batch.
  const value = values[index]!;
  if (value > MAX_UINT32 || value < MIN_INT32) {
    batch.reject(index, `"${field}" ${value} needs more than 32 bits`);
  }
  return value;
}

/** Returns the same memory, read as signed integers. */
function signed({ buffer, byteOffset, length }: Uint32Array): Int32Array {
  return new Int32Array(buffer, byteOffset, length);
}

function isUsualLayout({ objectIndex, scriptId, line, column, fieldCount }: LocationLayout): boolean {
  return fieldCount === 4 && objectIndex === 0 && scriptId === 1 && line === 2 && column === 3;
}
