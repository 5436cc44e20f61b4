import { BYTE, type SectionReader, showByte } from './section-reader.js';
import { CAPTURE_AGAIN, SnapshotFormatError } from './snapshot-format-error.js';

/** Skips an array of numbers by searching for its closing bracket. Does not check the numbers. */
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
    // The first byte is the value's first; there is at least one byte.
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
