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
    return bytes.includes(BYTE.backslash) ? (JSON.parse(`"${text}"`) as string) : text;
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
}
