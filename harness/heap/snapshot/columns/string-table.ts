import { BYTE } from '../document/section-reader.js';

/** A stretch of the strings section that holds whole strings. */
export interface StringBlock {
  readonly bytes: Buffer;
  /** Index of its first string. */
  readonly first: number;
}

/** Is shown a string: its index, and where its JSON-escaped bytes lie, from `start` up to, not including, `end`. */
export type VisitString = (index: number, bytes: Buffer, start: number, end: number) => void;

/**
 * The snapshot's strings as the bytes they came in, still JSON-escaped, with an index of where each ends. Nothing is
 * decoded before it is asked for, and nothing decoded is kept. There is no limit to their bytes together.
 */
export class StringTable {
  readonly blocks: readonly StringBlock[];
  /** By index, places within the block. */
  readonly ends: Uint32Array;

  /**
   * @param blocks hold every string, checked to be valid JSON string contents, between quotation marks, with white
   * space and a comma between two
   * @param ends place of each string's closing quotation mark within its block
   */
  constructor(blocks: readonly StringBlock[], ends: Uint32Array) {
    this.blocks = blocks;
    this.ends = ends;
  }

  get count(): number {
    return this.ends.length;
  }

  /**
   * The string at `index`, decoded anew at each call; a lone surrogate stays one, bytes that are no UTF-8 become U+FFFD.
   *
   * @throws {RangeError} when there is no such index
   */
  at(index: number): string {
    return decodeJsonString(this.raw(index));
  }

  /**
   * The escaped bytes of the string at `index`: a view, not a copy.
   *
   * @throws {RangeError} when there is no such index
   */
  raw(index: number): Buffer {
    const end = this.#endOf(index);
    const block = this.#blockOf(index);
    return block.bytes.subarray(this.#start(block, index), end);
  }

  /**
   * The indexes of all strings equal to `text`, ascending; V8 writes each string once, others may not. Looks at the
   * length and first byte of every string.
   */
  indexesOf(text: string): number[] {
    const wanted = Buffer.from(text, 'utf8');
    const found: number[] = [];
    this.each((index, bytes, start, end) => {
      if (equals(bytes, start, end, wanted, text)) found.push(index);
    });
    return found;
  }

  /** Visits all strings, in ascending order, without making views of them. */
  each(visit: VisitString): void {
    const { ends } = this;
    for (const block of this.blocks) {
      const { bytes } = block;
      const last = this.#lastOf(block);
      let start = 0;
      for (let index = block.first; index <= last; index++) {
        // Each string of the block has an opening quotation mark and an end.
        while (bytes[start] !== BYTE.quote) start++;
        const end = ends[index]!;
        visit(index, bytes, start + 1, end);
        start = end + 1;
      }
    }
  }

  /**
   * The indexes of all strings that contain `ascii`, ascending; one search over all bytes. `ascii` is compared with the
   * escaped bytes, so it must need no escaping.
   */
  indexesContaining(ascii: string): number[] {
    return this.blocks.flatMap((block) => this.#containing(block, ascii));
  }

  #containing(block: StringBlock, ascii: string): number[] {
    const { bytes } = block;
    const found: number[] = [];
    let place = bytes.indexOf(ascii, 0, 'latin1');
    while (place >= 0) {
      const index = this.#stringAround(block, place);
      // `#stringAround` gives an index of this block.
      const end = this.ends[index]!;
      // Between two strings there are a quotation mark, a comma and white space, which may be searched for, too.
      if (place >= this.#start(block, index) && place + ascii.length <= end) found.push(index);
      place = bytes.indexOf(ascii, found.at(-1) === index ? end : place + 1, 'latin1');
    }
    return found;
  }

  /** The first string that ends at or behind `place`, by bisection. */
  #stringAround(block: StringBlock, place: number): number {
    let low = block.first;
    let high = this.#lastOf(block);
    while (low < high) {
      const middle = (low + high) >>> 1;
      // Of this block.
      if (this.ends[middle]! >= place) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  #endOf(index: number): number {
    const end = this.ends[index];
    if (end === undefined) throw new RangeError(`no string ${index}: there are ${this.count}`);
    return end;
  }

  /** Behind the opening quotation mark, the first one behind the string before. */
  #start({ bytes, first }: StringBlock, index: number): number {
    // `index` is of this block; each of its strings has an opening quotation mark.
    let place = index > first ? this.ends[index - 1]! + 1 : 0;
    while (bytes[place] !== BYTE.quote) place++;
    return place + 1;
  }

  #blockOf(index: number): StringBlock {
    let low = 0;
    let high = this.blocks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      // Between 0 and the last block.
      if (this.blocks[middle]!.first <= index) low = middle;
      else high = middle - 1;
    }
    // The caller's index is one of a string, so there is a block.
    return this.blocks[low]!;
  }

  #lastOf(block: StringBlock): number {
    const next = this.blocks[this.blocks.indexOf(block) + 1];
    return (next ? next.first : this.count) - 1;
  }
}

/** Whether the escaped bytes from `start` to `end` are those of `text`, of which `wanted` is UTF-8. */
function equals(bytes: Buffer, start: number, end: number, wanted: Buffer, text: string): boolean {
  // Escaping only lengthens, and an escaped first character starts with a backslash.
  if (end - start < wanted.length) return false;
  if (end === start) return text === '';
  const first = bytes[start];
  if (first !== wanted[0] && first !== BYTE.backslash) return false;
  const found = bytes.subarray(start, end);
  return found.includes(BYTE.backslash) ? decodeJsonString(found) === text : found.equals(wanted);
}

/** The text of a JSON string's contents, checked to be valid. */
export function decodeJsonString(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  return bytes.includes(BYTE.backslash) ? String(JSON.parse(`"${text}"`)) : text;
}
