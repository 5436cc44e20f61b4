import type { LocationColumns } from '../../snapshot/index.js';
import type { SourceLocation } from '../types.js';

/** A row for nodes with the same name and the same location. */
interface LocatedRow {
  /** Row of the nodes with that name but without a location. */
  readonly unlocated: number;
  /** Row of `locations` with the location. */
  readonly place: number;
  readonly row: number;
}

/**
 * Splits rows by where the class was defined, because a program can have two classes of the same name. If a node has
 * several locations, the last one counts.
 */
export class LocatedRows {
  readonly #locations: LocationColumns;
  readonly #rows: LocatedRow[] = [];
  /** The row without a location, by row with one. */
  readonly #unlocatedOf = new Map<number, number>();
  /** Hash table with linear probing: rows from 1; the length is a power of two. */
  #slots: Uint32Array = new Uint32Array(1 << 8);

  constructor(locations: LocationColumns) {
    this.#locations = locations;
  }

  /**
   * Returns the row of a node that was in row `from` until now and that has this location.
   *
   * @param place row of `locations`
   * @param newRow creates a row if needed
   */
  move(from: number, place: number, newRow: (unlocated: number, location: SourceLocation) => number): number {
    const unlocated = this.#unlocatedOf.get(from) ?? from;
    const slot = this.#slotOf(unlocated, place);
    const known = this.#rows[this.#slots[slot]! - 1];
    if (known) return known.row;
    const { scriptId, line, column } = this.#locations;
    // `place` is below the common length of the columns.
    const location = { scriptId: scriptId[place]!, line: line[place]!, column: column[place]! };
    const row = newRow(unlocated, location);
    this.#slots[slot] = this.#rows.push({ unlocated, place, row });
    this.#unlocatedOf.set(row, unlocated);
    if (2 * this.#rows.length > this.#slots.length) this.#grow();
    return row;
  }

  /** Returns the slot that holds the row for this name and location, or the free slot for it. */
  #slotOf(unlocated: number, place: number): number {
    const { scriptId, line, column } = this.#locations;
    const mask = this.#slots.length - 1;
    // See above; there is always a free slot.
    let hash = Math.imul(unlocated ^ Math.imul(line[place]!, 0x85eb_ca6b), 0x9e37_79b1);
    hash = Math.imul(hash ^ column[place]! ^ (scriptId[place]! << 16), 0x9e37_79b1);
    for (let slot = (hash ^ (hash >>> 15)) & mask; ; slot = (slot + 1) & mask) {
      const row = this.#rows[this.#slots[slot]! - 1];
      if (!row || (row.unlocated === unlocated && this.#isSame(row.place, place))) return slot;
    }
  }

  #isSame(a: number, b: number): boolean {
    const { scriptId, line, column } = this.#locations;
    return line[a] === line[b] && column[a] === column[b] && scriptId[a] === scriptId[b];
  }

  #grow(): void {
    this.#slots = new Uint32Array(2 * this.#slots.length);
    for (const [index, { unlocated, place }] of this.#rows.entries()) {
      this.#slots[this.#slotOf(unlocated, place)] = index + 1;
    }
  }
}
