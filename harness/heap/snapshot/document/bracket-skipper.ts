import { BYTE, type SectionReader, showByte } from './section-reader.js';
import { CAPTURE_AGAIN, SnapshotFormatError } from './snapshot-format-error.js';

/** Runs over an array of numbers to its closing bracket, by the fastest search there is. Does not look at the numbers. */
export class BracketSkipper implements SectionReader {
  readonly #section: string;
  #started = false;
  #done = false;

  constructor(section: string) {
    this.#section = section;
  }

  get done(): boolean {
    return this.#done;
  }

  push(bytes: Uint8Array, start: number, base: number): number {
    // The first byte is that of the value; at least one is there.
    const first = bytes[start]!;
    if (!this.#started && first !== BYTE.openBracket) {
      const problem = `${showByte(first)} where an array of numbers was expected`;
      const place = { byteOffset: base + start, section: this.#section };
      throw new SnapshotFormatError(problem, place, CAPTURE_AGAIN);
    }
    this.#started = true;
    const { buffer, byteOffset, byteLength } = bytes;
    const end = Buffer.from(buffer, byteOffset, byteLength).indexOf(BYTE.closeBracket, start);
    this.#done = end >= 0;
    return end < 0 ? bytes.length : end + 1;
  }
}
