import { GrowingNumbers } from './growing.js';

/** A stretch of the strings section that holds whole strings. */
export interface StringBlock {
  readonly bytes: Buffer;
  /** Index of its first string. */
  readonly first: number;
}

const FIRST_CAPACITY = 1 << 16;
const USUAL_CAPACITY = 1 << 26;

/**
 * The bytes of a strings section as they come, in blocks: no array is as long as the section, nothing is copied when
 * it grows, and places within a block need 32 bits however long the section is.
 */
export class StringBlocks {
  readonly blocks: StringBlock[] = [];
  #ends = new GrowingNumbers();
  #block = new Uint8Array(FIRST_CAPACITY);
  #length = 0;
  #first = 0;

  /** How many bytes the block has; the next byte's place in it. */
  get length(): number {
    return this.#length;
  }

  /** How many bytes the block still takes; at least 1. Starts another block when it is full. */
  room(): number {
    if (this.#length === this.#block.length) this.#startBlock();
    return this.#block.length - this.#length;
  }

  /** Adds at most {@link StringBlocks.room} bytes. */
  append(bytes: Uint8Array): void {
    this.#block.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** Notes a closing quotation mark by its place in the block. */
  endString(place: number): void {
    this.#ends.append(place);
  }

  /** All blocks, and where each string ends within its block. */
  finish(): { blocks: readonly StringBlock[]; ends: Uint32Array } {
    this.#closeBlock(this.#length);
    return { blocks: this.blocks, ends: this.#ends.trimmed() };
  }

  /** The string that the full block cuts goes over into the next one. */
  #startBlock(): void {
    const whole = this.#ends.length > this.#first ? this.#ends.last + 1 : 0;
    const rest = this.#block.subarray(whole, this.#length);
    const capacity = Math.max(Math.min(2 * this.#block.length, USUAL_CAPACITY), 2 * rest.length);
    const next = new Uint8Array(capacity);
    next.set(rest);
    this.#closeBlock(whole);
    this.#block = next;
    this.#length = rest.length;
    this.#first = this.#ends.length;
  }

  #closeBlock(length: number): void {
    if (this.#ends.length === this.#first) return;
    this.blocks.push({ bytes: Buffer.from(this.#block.buffer, 0, length), first: this.#first });
  }
}
