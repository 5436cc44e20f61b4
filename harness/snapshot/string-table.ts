import { BYTE } from './section-reader.js';

/**
 * The snapshot's strings as the bytes they came in, still JSON-escaped, with an index of where each lies. Nothing is
 * decoded before it is asked for, and nothing decoded is kept.
 */
export class StringTable {
  readonly #bytes: Buffer;
  readonly #starts: Uint32Array;
  readonly #ends: Uint32Array;

  /**
   * @param bytes holds every string, checked to be valid JSON string contents
   * @param starts index of each string's first byte, behind its quotation mark
   * @param ends index of each string's closing quotation mark
   */
  constructor(bytes: Uint8Array, starts: Uint32Array, ends: Uint32Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#starts = starts;
    this.#ends = ends;
  }

  get count(): number {
    return this.#starts.length;
  }

  /**
   * The string at `index`, decoded anew at each call; a lone surrogate stays one, bytes that are no UTF-8 become U+FFFD.
   *
   * @throws {RangeError} when there is no such index
   */
  at(index: number): string {
    const bytes = this.raw(index);
    const text = bytes.toString('utf8');
    return bytes.includes(BYTE.backslash) ? String(JSON.parse(`"${text}"`)) : text;
  }

  /**
   * The escaped bytes of the string at `index`: a view, not a copy.
   *
   * @throws {RangeError} when there is no such index
   */
  raw(index: number): Buffer {
    const start = this.#starts[index];
    if (start === undefined) throw new RangeError(`no string ${index}: there are ${this.count}`);
    return this.#bytes.subarray(start, this.#ends[index]);
  }

  /**
   * The indexes of all strings equal to `text`, ascending; V8 writes each string once, others may not. Looks at the
   * length and first byte of every string.
   */
  indexesOf(text: string): number[] {
    const wanted = Buffer.from(text, 'utf8');
    const found: number[] = [];
    for (let index = 0; index < this.count; index++) if (this.#equals(index, wanted, text)) found.push(index);
    return found;
  }

  /**
   * The indexes of all strings that contain `ascii`, ascending; one search over all bytes. `ascii` is compared with the
   * escaped bytes, so it must need no escaping.
   */
  indexesContaining(ascii: string): number[] {
    const found: number[] = [];
    let position = this.#bytes.indexOf(ascii, 0, 'latin1');
    while (position >= 0) {
      const index = this.#stringAround(position);
      // `#stringAround` gives an index below `count`.
      const end = this.#ends[index]!;
      if (position + ascii.length <= end) found.push(index);
      position = this.#bytes.indexOf(ascii, Math.max(end, position + 1), 'latin1');
    }
    return found;
  }

  /** The last string that starts at or before `position`, by bisection. */
  #stringAround(position: number): number {
    let low = 0;
    let high = this.count - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      // Between 0 and `count` - 1.
      if (this.#starts[middle]! <= position) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #equals(index: number, wanted: Buffer, text: string): boolean {
    // The caller stays below `count`; both arrays have that length.
    const start = this.#starts[index]!;
    const end = this.#ends[index]!;
    // Escaping only lengthens, and an escaped first character starts with a backslash.
    if (end - start < wanted.length) return false;
    if (end === start) return text === '';
    const first = this.#bytes[start];
    if (first !== wanted[0] && first !== BYTE.backslash) return false;
    const bytes = this.#bytes.subarray(start, end);
    return bytes.includes(BYTE.backslash) ? this.at(index) === text : bytes.equals(wanted);
  }
}
