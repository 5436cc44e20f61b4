import { type Allocate, ownMemory } from '../snapshot/two-threads/allocate.js';

/**
 * A pool of reusable columns of 32-bit numbers, one number per node. Touching new memory costs more than most passes
 * over it, and the garbage collector does not return it in time.
 */
export class ColumnPool {
  /** Allocates the memory of the columns and of other arrays that belong to them. */
  readonly allocate: Allocate;
  readonly #length: number;
  readonly #free: Uint32Array[] = [];

  constructor(length: number, allocate: Allocate = ownMemory) {
    this.#length = length;
    this.allocate = allocate;
  }

  /** Returns a column with arbitrary content: the one that was returned to the pool last. */
  take(): Uint32Array {
    return this.#free.pop() ?? new Uint32Array(this.allocate(4 * this.#length));
  }

  /** Returns columns to the pool; the caller must not use them afterwards. Pass the least used ones first. */
  give(...columns: readonly Uint32Array[]): void {
    this.#free.push(...columns);
  }
}
