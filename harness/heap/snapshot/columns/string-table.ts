import { BYTE } from '../document/section-reader.js';

/** A stretch of the strings section that holds whole strings. */
export interface StringBlock {
  readonly bytes: Buffer;
  /** Index of its first string. */
  readonly first: number;
}

/** Receives a string: its index, and the range of its JSON-escaped bytes, from `start` up to, not including, `end`. */
export type VisitString = (index: number, bytes: Buffer, start: number, end: number) => void;

/**
 * The snapshot's strings as the bytes they came in, still JSON-escaped, with an index of where each ends. Nothing is
 * decoded before it is asked for, and nothing decoded is kept. There is no limit to their bytes together.
 */
export class StringTable {
  readonly blocks: readonly StringBlock[];
  /** By index, places within the block. */
  readonly ends: Uint32Array;
  #escaped: readonly number[] | null = null;

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
   * The indexes of all strings equal to `text`, ascending; V8 writes each string once, others may not. One search over
   * all bytes, and one among those strings that have something escaped.
   */
  indexesOf(text: string): number[] {
    const plain = this.blocks.flatMap((block) => this.#quoted(block, text));
    const wanted = Buffer.from(text, 'utf8');
    const escaped = this.#withEscapes().filter((index) => isEscaped(this.raw(index), text, wanted));
    return escaped.length === 0 ? plain : [...plain, ...escaped].sort((a, b) => a - b);
  }

  /** The strings of a block that are written as `text` between quotation marks, nothing in it escaped. */
  #quoted(block: StringBlock, text: string): number[] {
    if (text.includes('\\')) return [];
    const { bytes } = block;
    const written = Buffer.from(`"${text}"`, 'utf8');
    const found: number[] = [];
    let place = bytes.indexOf(written);
    while (place >= 0) {
      const last = place + written.length - 1;
      const index = this.#stringAround(block, last);
      // `#stringAround` gives an index of this block. An escaped mark may stand before what another string ends with.
      const isWhole = this.ends[index] === last && this.#start(block, index) === place + 1;
      if (isWhole) found.push(index);
      place = bytes.indexOf(written, place + 1);
    }
    return found;
  }

  /** Indexes of the strings that have something escaped, ascending. */
  #withEscapes(): readonly number[] {
    return (this.#escaped ??= this.indexesContaining('\\'));
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
    if (end === undefined)
      throw new RangeError(`string ${index} does not exist: there are ${this.count} strings`);
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

/** Whether bytes with something escaped in them are those of `text`, of which `wanted` is UTF-8: escaping only lengthens. */
function isEscaped(bytes: Buffer, text: string, wanted: Buffer): boolean {
  const first = bytes[0];
  if (bytes.length < wanted.length || (first !== wanted[0] && first !== BYTE.backslash)) return false;
  return decodeJsonString(bytes) === text;
}

/** The text of a JSON string's contents, checked to be valid. */
export function decodeJsonString(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  return bytes.includes(BYTE.backslash) ? String(JSON.parse(`"${text}"`)) : text;
}
