import { type Allocate, ownMemory } from '../two-threads/allocate.js';
import { GrowingNumbers } from './growing-numbers.js';
import type { StringStore } from '../document/string-reader.js';
import { type StringBlock, StringTable } from './string-table.js';

const FIRST_CAPACITY = 1 << 16;
const USUAL_CAPACITY = 1 << 26;

/**
 * The bytes of a strings section in blocks, in the order in which they arrive: no array is as long as the section,
 * nothing is copied when it grows, and positions within a block fit 32 bits however long the section is.
 */
export class StringBlocks implements StringStore {
  readonly #blocks: StringBlock[] = [];
  readonly #ends: GrowingNumbers;
  readonly #allocate: Allocate;
  #block: Uint8Array;
  #length = 0;
  #first = 0;

  /** @param allocate allocates the memory of the blocks */
  constructor(allocate: Allocate = ownMemory) {
    this.#allocate = allocate;
    this.#ends = new GrowingNumbers(allocate);
    this.#block = new Uint8Array(allocate(FIRST_CAPACITY));
  }

  /** Number of strings so far. */
  get count(): number {
    return this.#ends.length;
  }

  /** Number of bytes in the current block, within which positions count. */
  get length(): number {
    return this.#length;
  }

  /** Starts another block if the current one is full. */
  room(): number {
    if (this.#length === this.#block.length) this.#startBlock();
    return this.#block.length - this.#length;
  }

  append(bytes: Uint8Array): void {
    this.#block.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  endString(place: number): void {
    this.#ends.append(place);
  }

  endStrings(places: Uint32Array, shift: number): void {
    this.#ends.appendShifted(places, shift);
  }

  /** Returns the strings. Call it when the section is complete. */
  table(): StringTable {
    this.#closeBlock(this.#length);
    return new StringTable(this.#blocks, this.#ends.trimmed());
  }

  /** Starts the next block, with the beginning of the string that the full block cuts off. */
  #startBlock(): void {
    const whole = this.#ends.length > this.#first ? this.#ends.last + 1 : 0;
    const rest = this.#block.subarray(whole, this.#length);
    const capacity = Math.max(Math.min(2 * this.#block.length, USUAL_CAPACITY), 2 * rest.length);
    const next = new Uint8Array(this.#allocate(capacity));
    next.set(rest);
    this.#closeBlock(whole);
    this.#block = next;
    this.#length = rest.length;
    this.#first = this.#ends.length;
  }

  #closeBlock(length: number): void {
    if (this.#ends.length === this.#first) return;
    this.#blocks.push({ bytes: Buffer.from(this.#block.buffer, 0, length), first: this.#first });
  }
}
