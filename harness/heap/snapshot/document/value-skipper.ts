import { BYTE, isSpace, type SectionReader } from './section-reader.js';

/** A kept part of the input, with its position. */
export interface Piece {
  readonly bytes: Uint8Array;
  readonly base: number;
}

/**
 * Skips any JSON value without building it, by matching brackets outside of strings, and does not check it otherwise.
 * Can keep the bytes, for the header and for sections that come before it.
 */
export class ValueSkipper implements SectionReader {
  /** The value's bytes, if they are kept. */
  readonly pieces: Piece[] = [];
  readonly #keep: number;
  #kept = 0;
  #depth = 0;
  #started = false;
  #inString = false;
  #escaped = false;
  #done = false;

  /** @param options.keep maximum number of the value's bytes to keep; by default none */
  constructor(options: { readonly keep?: number } = {}) {
    this.#keep = options.keep ?? 0;
  }

  /** Whether the value exceeded the limit for kept values; then it was not kept. */
  get isTooLong(): boolean {
    return this.#kept > this.#keep;
  }

  get done(): boolean {
    return this.#done;
  }

  push(bytes: Uint8Array, start: number, base: number): number {
    const end = bytes.length;
    let position = start;
    // `position` is below `end` at every read.
    while (position < end && !this.#done) {
      const byte = bytes[position]!;
      if (this.#inString) this.#insideString(byte);
      else if (this.#endsScalar(byte)) break;
      else this.#outsideString(byte);
      position++;
    }
    if (this.#keep > 0 && position > start) this.#set(bytes.subarray(start, position), base + start);
    return position;
  }

  #set(bytes: Uint8Array, base: number): void {
    this.#kept += bytes.length;
    if (this.isTooLong) this.pieces.length = 0;
    else this.pieces.push({ bytes: bytes.slice(), base });
  }

  #insideString(byte: number): void {
    if (this.#escaped) this.#escaped = false;
    else if (byte === BYTE.backslash) this.#escaped = true;
    else if (byte === BYTE.quote) {
      this.#inString = false;
      this.#done = this.#depth === 0;
    }
  }

  #outsideString(byte: number): void {
    if (byte === BYTE.quote) this.#inString = true;
    else if (byte === BYTE.openBrace || byte === BYTE.openBracket) this.#depth++;
    else if (byte === BYTE.closeBrace || byte === BYTE.closeBracket) {
      this.#depth--;
      this.#done = this.#depth === 0;
    }
    this.#started ||= !isSpace(byte);
  }

  /** A number, `true`, `false` or `null` ends with the byte that follows it, which is not consumed. */
  #endsScalar(byte: number): boolean {
    if (this.#depth > 0) return false;
    const after = byte === BYTE.comma || byte === BYTE.closeBrace || byte === BYTE.closeBracket;
    this.#done = after || (this.#started && isSpace(byte));
    return this.#done;
  }
}
