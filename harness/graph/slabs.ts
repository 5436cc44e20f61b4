/**
 * Columns of 32-bit numbers for computing, each with room for one number per node, that are used again: the first
 * touch of memory costs more than most passes over it, and garbage is not given back in time.
 */
export class Slabs {
  readonly #length: number;
  readonly #free: Uint32Array[] = [];

  constructor(length: number) {
    this.#length = length;
  }

  /** A slab with anything in it. */
  take(): Uint32Array {
    return this.#free.pop() ?? new Uint32Array(this.#length);
  }

  /** Gives slabs back, which the caller must not touch from now on. */
  give(...slabs: readonly Uint32Array[]): void {
    this.#free.push(...slabs);
  }
}
