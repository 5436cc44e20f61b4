import { KernelWindow } from '../kernel/kernel-window.js';
import type { RowKernel } from '../kernel/row-kernel.js';
import { BYTE, isSpace, type SectionReader, showByte } from './section-reader.js';
import { CAPTURE_AGAIN, SnapshotFormatError } from './snapshot-format-error.js';

const OPENING = 0;
const FIRST = 1;
const ITEM = 2;
const INSIDE = 3;
const ESCAPE = 4;
const HEX = 5;
const SEPARATOR = 6;
const DONE = 7;

const ESCAPABLE: ReadonlySet<number> = new Set(Buffer.from('"\\/bfnrtu'));

/** Receives the bytes of the section, and the positions at which strings end, from a {@link StringReader}. */
export interface StringStore {
  /** Number of bytes in the store; the next byte's position. */
  readonly length: number;
  /** Returns the number of bytes that the store accepts next; at least 1. */
  room(): number;
  /** Adds at most `room()` bytes. */
  append(bytes: Uint8Array): void;
  /** Records the position of a closing quotation mark among bytes that will be appended next. */
  endString(place: number): void;
  /** Records positions of closing quotation marks, each increased by `shift`. */
  endStrings(places: Uint32Array, shift: number): void;
}

/** Strings to read one by one after the kernel took none. */
const STRINGS_PER_FAILURE = 64;

/**
 * Reads the JSON array of strings: passes on its bytes unchanged, and the position at which each string ends. If there
 * is a kernel, it reads strings that are written as V8 writes them; everything else, including errors, is read here
 * byte by byte.
 */
export class StringReader<Store extends StringStore> implements SectionReader {
  readonly store: Store;
  readonly #kernel: KernelWindow | undefined;
  /** Strings to read here before the kernel's next turn. */
  #patience = 0;
  /** Difference between a position in the store and the same one in the kernel's input. */
  #kernelShift = 0;
  #state: number = OPENING;
  /** Number of digits that are still missing after a `\u`. */
  #hexDigits = 0;

  constructor(store: Store, kernel: RowKernel | undefined) {
    this.store = store;
    this.#kernel = kernel && new KernelWindow(kernel, this.#take.bind(this));
  }

  get done(): boolean {
    return this.#state === DONE;
  }

  push(bytes: Uint8Array, start: number, base: number): number {
    let position = start;
    while (position < bytes.length && this.#state !== DONE) {
      const end = Math.min(bytes.length, position + this.store.room());
      position = this.#piece(bytes, position, end, base);
    }
    return position;
  }

  /** Reads as many bytes as the block has room for. */
  #piece(bytes: Uint8Array, start: number, end: number, base: number): number {
    // Difference between a position in the block and the same one in `bytes`.
    const shift = this.store.length - start;
    let position = start;
    while (position < end && this.#state !== DONE) {
      if (this.#state === INSIDE) position = this.#contents(bytes, position, end, shift, base);
      else if (this.#kernel && this.#isKernelsTurn(bytes, position)) {
        this.#kernelShift = shift - base;
        const taken = this.#kernel.push(bytes, position, end, base);
        // The string at which the kernel stopped is read here; after a failure, several are.
        this.#patience = taken > position ? 1 : STRINGS_PER_FAILURE;
        if (taken > position) this.#state = ITEM;
        position = taken;
      } else position = this.#oneByte(bytes, position, base);
    }
    this.store.append(bytes.subarray(start, position));
    return position;
  }

  #isKernelsTurn(bytes: Uint8Array, position: number): boolean {
    const isBetween = this.#state === ITEM || this.#state === FIRST;
    return isBetween && this.#patience === 0 && bytes[position] === BYTE.quote;
  }

  #take(kernel: RowKernel, end: number, base: number): number {
    let position = 0;
    for (;;) {
      const strings = kernel.strings(position, end);
      if (strings.count === 0) return position;
      this.store.endStrings(kernel.names.subarray(0, strings.count), base + this.#kernelShift);
      position = strings.end;
    }
  }

  /** The hot loop without a kernel: reads to the string's end, to its next escape, or to `end`. */
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
      this.store.endString(position + shift);
      this.#state = SEPARATOR;
    } else if (byte === BYTE.backslash) {
      this.#state = ESCAPE;
    } else {
      this.#unexpected(byte, 'a string without control characters', base + position);
    }
    return position + 1;
  }

  /** Processes one byte of an escape or between strings. */
  #oneByte(bytes: Uint8Array, position: number, base: number): number {
    // The caller has checked the bound.
    const byte = bytes[position]!;
    if (this.#state === ESCAPE || this.#state === HEX) this.#escape(byte, base + position);
    else if (!isSpace(byte)) this.#between(byte, base + position);
    return position + 1;
  }

  #escape(byte: number, offset: number): void {
    if (this.#state === ESCAPE) {
      if (!ESCAPABLE.has(byte)) this.#unexpected(byte, 'a JSON escape', offset);
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
      if (this.#patience > 0) this.#patience--;
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
