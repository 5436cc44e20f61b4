import { BYTE, isSpace, type SectionReader, showByte } from './section-reader.js';
import { CAPTURE_AGAIN, SnapshotFormatError } from './snapshot-format-error.js';
import { StringBlocks } from './string-blocks.js';
import { StringTable } from './string-table.js';

const OPENING = 0;
const FIRST = 1;
const ITEM = 2;
const INSIDE = 3;
const ESCAPE = 4;
const HEX = 5;
const SEPARATOR = 6;
const DONE = 7;

const ESCAPABLE: ReadonlySet<number> = new Set(Buffer.from('"\\/bfnrtu'));

/** Reads the JSON array of strings: copies its bytes whole and notes where each string ends. */
export class StringReader implements SectionReader {
  readonly #blocks = new StringBlocks();
  #state: number = OPENING;
  /** Digits that a `\u` still wants. */
  #hexDigits = 0;

  get done(): boolean {
    return this.#state === DONE;
  }

  push(bytes: Uint8Array, start: number, base: number): number {
    let position = start;
    while (position < bytes.length && this.#state !== DONE) {
      const end = Math.min(bytes.length, position + this.#blocks.room());
      position = this.#piece(bytes, position, end, base);
    }
    return position;
  }

  /** The strings. Call when done. */
  table(): StringTable {
    const { blocks, ends } = this.#blocks.finish();
    return new StringTable(blocks, ends);
  }

  /** As much as the block has room for. */
  #piece(bytes: Uint8Array, start: number, end: number, base: number): number {
    // What a place in `bytes` is in the block.
    const shift = this.#blocks.length - start;
    let position = start;
    while (position < end && this.#state !== DONE) {
      position =
        this.#state === INSIDE
          ? this.#contents(bytes, position, end, shift, base)
          : this.#oneByte(bytes, position, base);
    }
    this.#blocks.append(bytes.subarray(start, position));
    return position;
  }

  /** The hot loop: to the string's end, its next escape, or `end`. */
  #contents(bytes: Uint8Array, start: number, end: number, shift: number, base: number): number {
    let position = start;
    let byte = BYTE.space as number;
    // `position` is below `end` at every read.
    while (position < end) {
      byte = bytes[position]!;
      if (byte === BYTE.quote || byte === BYTE.backslash || byte < BYTE.space) break;
      position++;
    }
    if (position === end) return position;
    if (byte === BYTE.quote) {
      this.#blocks.endString(position + shift);
      this.#state = SEPARATOR;
    } else if (byte === BYTE.backslash) {
      this.#state = ESCAPE;
    } else {
      this.#unexpected(byte, 'a string without control characters', base + position);
    }
    return position + 1;
  }

  /** One byte of an escape, or between strings. */
  #oneByte(bytes: Uint8Array, position: number, base: number): number {
    // The caller has checked the bound.
    const byte = bytes[position]!;
    if (this.#state === ESCAPE || this.#state === HEX) this.#escape(byte, base + position);
    else if (!isSpace(byte)) this.#between(byte, base + position);
    return position + 1;
  }

  #escape(byte: number, offset: number): void {
    if (this.#state === ESCAPE) {
      if (!ESCAPABLE.has(byte)) this.#unexpected(byte, 'an escape of JSON', offset);
      this.#state = byte === BYTE.u ? HEX : INSIDE;
      this.#hexDigits = 4;
      return;
    }
    if (!isHex(byte)) this.#unexpected(byte, 'a hexadecimal digit', offset);
    this.#hexDigits--;
    if (this.#hexDigits === 0) this.#state = INSIDE;
  }

  #between(byte: number, offset: number): void {
    const state = this.#state;
    if (state === OPENING) {
      if (byte !== BYTE.openBracket) this.#unexpected(byte, 'an array of strings', offset);
      this.#state = FIRST;
    } else if (state === SEPARATOR && byte === BYTE.comma) {
      this.#state = ITEM;
    } else if ((state === SEPARATOR || state === FIRST) && byte === BYTE.closeBracket) {
      this.#state = DONE;
    } else if (state !== SEPARATOR && byte === BYTE.quote) {
      this.#state = INSIDE;
    } else {
      const wanted = state === SEPARATOR ? 'a comma or the end of the array' : 'a string';
      this.#unexpected(byte, wanted, offset);
    }
  }

  #unexpected(byte: number, wanted: string, byteOffset: number): never {
    const problem = `${showByte(byte)} where ${wanted} was expected`;
    throw new SnapshotFormatError(problem, { byteOffset, section: 'strings' }, CAPTURE_AGAIN);
  }
}

function isHex(byte: number): boolean {
  const letter = byte | 0x20;
  return (byte >= 0x30 && byte <= 0x39) || (letter >= 0x61 && letter <= 0x66);
}
