import { type Allocate, ownMemory } from '../two-threads/allocate.js';

const FIRST_CAPACITY = 1 << 12;

/** A growing list of 32-bit numbers that doubles its capacity when full. */
export class GrowingNumbers {
  readonly #allocate: Allocate;
  #numbers: Uint32Array;
  #length = 0;

  /** @param capacity initial capacity; unused parts are never touched */
  constructor(allocate: Allocate = ownMemory, capacity: number = FIRST_CAPACITY) {
    this.#allocate = allocate;
    this.#numbers = new Uint32Array(allocate(4 * Math.max(capacity, FIRST_CAPACITY)));
  }

  get length(): number {
    return this.#length;
  }

  /** The last number; 0 if there is none. */
  get last(): number {
    return this.#numbers[this.#length - 1] ?? 0;
  }

  /** The whole capacity, for others to fill from the start. */
  get room(): Uint32Array {
    return this.#numbers;
  }

  /** Keeps only the values that others have written to the first places. */
  resume(length: number): void {
    this.#length = length;
  }

  append(value: number): void {
    if (this.#length === this.#numbers.length) this.reserve(1);
    this.#numbers[this.#length++] = value;
  }

  appendAll(values: Uint32Array): void {
    this.reserve(values.length);
    this.#numbers.set(values, this.#length);
    this.#length += values.length;
  }

  /** Appends all values, each increased by `shift`. */
  appendShifted(values: Uint32Array, shift: number): void {
    this.reserve(values.length);
    const numbers = this.#numbers;
    const start = this.#length;
    // The indexes are within the reserved capacity.
    for (let at = 0; at < values.length; at++) numbers[start + at] = values[at]! + shift;
    this.#length += values.length;
  }

  /** Makes room for `count` more numbers. */
  reserve(count: number): void {
    const length = this.#length + count;
    if (length <= this.#numbers.length) return;
    const larger = new Uint32Array(this.#allocate(4 * Math.max(length, 2 * this.#numbers.length)));
    larger.set(this.#numbers.subarray(0, this.#length));
    this.#numbers = larger;
  }

  /** Returns the numbers without the spare capacity: a view, not a copy. */
  trimmed(): Uint32Array {
    return this.#numbers.subarray(0, this.#length);
  }
}
