import type { LocationLayout, SnapshotHeader } from './header.js';
import type { RowBatch, RowSink } from './number-rows.js';
import type { LocationColumns } from './snapshot-columns.js';

/** Sorts the rows of `locations` into columns that grow, for the header does not count them. */
export class LocationSink implements RowSink {
  readonly fieldCount: number;
  readonly takeRows: RowSink['takeRows'] = undefined;
  readonly #header: SnapshotHeader;
  readonly #layout: LocationLayout;
  #rows: Uint32Array = new Uint32Array(4 * 1024);
  #count = 0;

  constructor(header: SnapshotHeader, layout: LocationLayout) {
    this.#header = header;
    this.#layout = layout;
    this.fieldCount = layout.fieldCount;
  }

  accept(values: Float64Array, rowCount: number, batch: RowBatch): void {
    const { nodeCount, node } = this.#header;
    const { objectIndex, scriptId, line, column } = this.#layout;
    this.#reserve(this.#count + rowCount);
    const rows = this.#rows;
    // All reads are below `rowCount * fieldCount`; `#reserve` has made room for the writes.
    for (let row = 0; row < rowCount; row++) {
      const at = row * this.fieldCount;
      const offset = values[at + objectIndex]!;
      const ordinal = Math.floor(offset / node.fieldCount);
      if (ordinal * node.fieldCount !== offset || ordinal >= nodeCount) {
        batch.reject(at + objectIndex, `"object_index" ${offset} is the place of no node`);
      }
      const to = 4 * (this.#count + row);
      rows[to] = ordinal;
      rows[to + 1] = values[at + scriptId]!;
      rows[to + 2] = values[at + line]!;
      rows[to + 3] = values[at + column]!;
    }
    this.#count += rowCount;
  }

  finish(): void {
    // Whole rows are all that is asked of locations.
  }

  /** The rows as columns; costs one copy. */
  columns(): LocationColumns {
    return {
      count: this.#count,
      node: this.#column(0),
      scriptId: this.#column(1),
      line: this.#column(2),
      column: this.#column(3),
    };
  }

  #column(field: number): Uint32Array {
    const rows = this.#rows;
    const column = new Uint32Array(this.#count);
    // `4 * row + field` is below `4 * #count`.
    for (let row = 0; row < column.length; row++) column[row] = rows[4 * row + field]!;
    return column;
  }

  #reserve(count: number): void {
    if (4 * count <= this.#rows.length) return;
    const larger = new Uint32Array(8 * count);
    larger.set(this.#rows);
    this.#rows = larger;
  }
}

/** The columns of a snapshot without locations. */
export function noLocations(): LocationColumns {
  const none = new Uint32Array(0);
  return { count: 0, node: none, scriptId: none, line: none, column: none };
}
