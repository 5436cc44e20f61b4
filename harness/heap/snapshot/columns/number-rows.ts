import { type KernelTake, KernelWindow } from '../kernel/kernel-window.js';
import type { RowKernel } from '../kernel/row-kernel.js';
import { BYTE, isSpace, type SectionReader, showByte } from '../document/section-reader.js';
import { CAPTURE_AGAIN, SnapshotFormatError } from '../document/snapshot-format-error.js';

/** Receives whole rows of numbers from a section, batch by batch. */
export interface RowSink {
  /** Numbers per row. */
  readonly fieldCount: number;
  /** Takes `rowCount` rows; `values[row * fieldCount + field]`. The array is reused afterwards. */
  accept(values: Float64Array, rowCount: number, batch: RowBatch): void;
  /** Takes whole rows with the kernel; absent if the fields are not in the order that the kernel needs. */
  readonly takeRows: KernelTake | undefined;
  /** Whether a field may be negative; absent if none may. */
  readonly isSigned?: (field: number) => boolean;
  /** Called once after the last row; `fail` reports an error at the closing bracket. */
  finish(fail: (problem: string) => never): void;
}

/** Maps a value in a batch to its position in the input. */
export interface RowBatch {
  /** Returns the byte offset just after the value at `index`. */
  offsetOf(index: number): number;
  /** @throws {SnapshotFormatError} always, for the value at `index` */
  reject(index: number, problem: string): never;
}

const ROWS_PER_BATCH = 1024;
/** Any number with at most this many digits fits a signed 32-bit integer. */
const SAFE_DIGITS = 9;

// Constants of the hot loop.
const ZERO = BYTE.zero;
const COMMA = BYTE.comma;
const LINE_FEED = BYTE.lineFeed;

const OPENING = 0;
const FIRST = 1;
const NUMBER = 2;
const DIGITS = 3;
const SEPARATOR = 4;
/** White space before a number that must follow. */
const GAP = 5;
const DONE = 6;
/** At the minus of a number that may be negative. */
const MINUS = 7;

/** Stands for a number that is not complete yet. */
const UNFINISHED = Infinity;

/**
 * Reads a flat JSON array of integers, non-negative unless the sink allows otherwise, and passes it on in rows. If
 * there is a kernel, it reads whole rows that are written as V8 writes them; everything else, including errors, is read
 * here byte by byte.
 */
export class NumberRows implements SectionReader, RowBatch {
  readonly #section: string;
  readonly #sink: RowSink;
  readonly #values: Float64Array;
  /** Index just after each value, relative to `#base`: negative if the value came with an earlier chunk. */
  readonly #ends: Int32Array;
  readonly #kernel: KernelWindow | undefined;
  #kernelsTurn = true;
  /** Numbers to read here before the kernel's next turn. */
  #batch: number;
  #filled = 0;
  #state: number = OPENING;
  /** Value and number of digits of a number that a chunk border splits. */
  #carry = 0;
  #carryDigits = 0;
  #isNegative = false;
  #base = 0;

  constructor(section: string, sink: RowSink, kernel: RowKernel | undefined) {
    this.#section = section;
    this.#sink = sink;
    this.#kernel = kernel && sink.takeRows && new KernelWindow(kernel, sink.takeRows);
    this.#batch = sink.fieldCount * ROWS_PER_BATCH;
    this.#values = new Float64Array(sink.fieldCount * ROWS_PER_BATCH);
    this.#ends = new Int32Array(sink.fieldCount * ROWS_PER_BATCH);
  }

  get done(): boolean {
    return this.#state === DONE;
  }

  push(bytes: Uint8Array, start: number, base: number): number {
    const shift = this.#base - base;
    for (let index = 0; index < this.#filled; index++) this.#ends[index]! += shift;
    this.#base = base;
    let position = start;
    while (position < bytes.length && this.#state !== DONE) {
      if (this.#kernel && this.#startsRow()) position = this.#wholeRows(this.#kernel, bytes, position);
      else if (this.#state === NUMBER || this.#state === DIGITS) position = this.#numbers(bytes, position);
      else position = this.#punctuation(bytes, position);
    }
    this.#flush();
    if (this.#state === DONE) this.#finish(position);
    return position;
  }

  /** Whether only the opening bracket has been read. */
  get isAtFirst(): boolean {
    return this.#state === FIRST && this.#filled === 0;
  }

  /** Continues after rows that others have read; call it at the start of the first row. */
  skipRows(): void {
    this.#state = NUMBER;
  }

  offsetOf(index: number): number {
    // `index` is below `#filled`.
    return this.#base + this.#ends[index]!;
  }

  reject(index: number, problem: string): never {
    return this.#fail(problem, this.offsetOf(index));
  }

  /** Whether it is the kernel's turn, and the next byte starts a row. */
  #startsRow(): boolean {
    return this.#kernelsTurn && this.#filled === 0 && this.#state === NUMBER && this.#carryDigits === 0;
  }

  /** The kernel's turn. The rest is read here: one row if the kernel took some, a batch if it took none. */
  #wholeRows(kernel: KernelWindow, bytes: Uint8Array, start: number): number {
    const position = kernel.push(bytes, start, bytes.length, this.#base);
    this.#kernelsTurn = false;
    this.#batch = position > start ? this.#sink.fieldCount : this.#values.length;
    return position;
  }

  /**
   * The hot loop: reads consecutive numbers, as long as only a comma (and V8's line feed before it) separates them.
   * Returns the index of the byte that needs a closer look, and sets the corresponding state.
   */
  #numbers(bytes: Uint8Array, start: number): number {
    const end = bytes.length;
    const values = this.#values;
    const ends = this.#ends;
    const capacity = this.#batch;
    let filled = this.#filled;
    let position = start;
    let resumed = this.#carryDigits !== 0 || this.#isNegative;
    for (;;) {
      // Phase 1: the digits, in 32-bit arithmetic that may overflow. `position` is below `end` at every read.
      const first = position;
      let value = 0;
      while (position < end) {
        const digit = bytes[position]! - ZERO;
        // A single comparison: a byte below "0" becomes a large number.
        if (digit >>> 0 > 9) break;
        value = (Math.imul(value, 10) + digit) | 0;
        position++;
      }

      // Phase 2: numbers that are split, missing, or too long for that arithmetic.
      const digits = position - first;
      if (resumed || position === end || (digits - 1) >>> 0 >= SAFE_DIGITS) {
        this.#filled = filled;
        const unusual = this.#unusual(bytes, first, position);
        if (unusual === UNFINISHED) return position;
        values[filled] = unusual;
        resumed = false;
      } else {
        values[filled] = value;
      }
      ends[filled] = position;
      filled++;
      if (filled >= capacity) {
        this.#filled = filled;
        this.#flush();
        filled = this.#filled;
        this.#kernelsTurn = this.#kernel !== undefined;
      }

      // Phase 3: the usual separators.
      if (position < end && bytes[position] === LINE_FEED) position++;
      if (position === end || bytes[position] !== COMMA) break;
      position++;
      if (filled === 0 && this.#kernelsTurn) {
        this.#filled = 0;
        this.#state = NUMBER;
        return position;
      }
    }
    this.#filled = filled;
    this.#state = SEPARATOR;
    return position;
  }

  /** Completes a number of any length, or records how it continues and returns `UNFINISHED`. */
  #unusual(bytes: Uint8Array, first: number, position: number): number {
    let value = this.#carry;
    // `position` is at most the length.
    for (let index = first; index < position; index++) value = value * 10 + (bytes[index]! - BYTE.zero);
    const digits = this.#carryDigits + position - first;
    if (value > Number.MAX_SAFE_INTEGER) this.#fail('a number beyond 2^53', this.#base + position);
    if (position === bytes.length) {
      this.#carry = value;
      this.#carryDigits = digits;
      this.#state = digits === 0 && !this.#isNegative ? NUMBER : DIGITS;
      return UNFINISHED;
    }
    this.#carry = 0;
    this.#carryDigits = 0;
    if (digits > 0) {
      const signed = this.#isNegative ? -value : value;
      this.#isNegative = false;
      return signed;
    }
    // `position` is below the length: checked above.
    const byte = bytes[position]!;
    if (!this.#isNegative && (isSpace(byte) || (byte === BYTE.minus && this.#mayBeNegative()))) {
      this.#state = byte === BYTE.minus ? MINUS : GAP;
      return UNFINISHED;
    }
    return this.#unexpected(byte, 'a number', position);
  }

  #mayBeNegative(): boolean {
    return this.#sink.isSigned?.(this.#filled % this.#sink.fieldCount) ?? false;
  }

  /** Processes one byte outside of numbers. */
  #punctuation(bytes: Uint8Array, position: number): number {
    // The caller has checked the bound.
    const byte = bytes[position]!;
    if (isSpace(byte)) return position + 1;
    if (this.#state === OPENING) {
      if (byte !== BYTE.openBracket) this.#unexpected(byte, 'an array of numbers', position);
      this.#state = FIRST;
    } else if (this.#state === MINUS) {
      this.#isNegative = true;
      this.#state = DIGITS;
    } else if (this.#state === GAP) {
      this.#state = NUMBER;
      return position;
    } else if (byte === BYTE.closeBracket) {
      this.#state = DONE;
    } else if (this.#state === FIRST) {
      this.#state = NUMBER;
      return position;
    } else {
      if (byte !== BYTE.comma) this.#unexpected(byte, 'a comma or the end of the array', position);
      this.#state = NUMBER;
    }
    return position + 1;
  }

  /** Passes all whole rows to the sink and moves the rest to the front. */
  #flush(): void {
    const width = this.#sink.fieldCount;
    const rowCount = Math.floor(this.#filled / width);
    if (rowCount === 0) return;
    this.#sink.accept(this.#values, rowCount, this);
    const used = rowCount * width;
    if (used === this.#filled) {
      this.#filled = 0;
      return;
    }
    this.#values.copyWithin(0, used, this.#filled);
    this.#ends.copyWithin(0, used, this.#filled);
    this.#filled -= used;
  }

  #finish(position: number): void {
    const offset = this.#base + position;
    if (this.#filled > 0) this.#fail('the array ends within a row', offset);
    this.#sink.finish((problem) => this.#fail(problem, offset));
  }

  #unexpected(byte: number, wanted: string, position: number): never {
    const what = byte === BYTE.minus ? 'a negative number' : showByte(byte);
    return this.#fail(`${what} where ${wanted} was expected`, this.#base + position);
  }

  #fail(problem: string, byteOffset: number): never {
    throw new SnapshotFormatError(problem, { byteOffset, section: this.#section }, CAPTURE_AGAIN);
  }
}
