import { type Allocate, ownMemory } from '../snapshot/two-threads/allocate.js';

/**
 * Columns of 32-bit numbers for computing, each with room for one number per node, that are used again: the first
 * touch of memory costs more than most passes over it, and garbage is not given back in time.
 */
export class ColumnPool {
  /** Makes the memory of the columns, and of others that belong with them. */
  readonly allocate: Allocate;
  readonly #length: number;
  readonly #free: Uint32Array[] = [];

  constructor(length: number, allocate: Allocate = ownMemory) {
    this.#length = length;
    this.allocate = allocate;
  }

  /** A column with anything in it: the one that was given back last. */
  take(): Uint32Array {
    return this.#free.pop() ?? new Uint32Array(this.allocate(4 * this.#length));
  }

  /** Gives columns back, which the caller must not touch from now on. Those that were hardly used come first. */
  give(...columns: readonly Uint32Array[]): void {
    this.#free.push(...columns);
  }
}
