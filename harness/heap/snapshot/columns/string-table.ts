import { BYTE } from '../document/section-reader.js';

/** A part of the strings section that consists of whole strings. */
export interface StringBlock {
  readonly bytes: Buffer;
  /** Index of its first string. */
  readonly first: number;
}

/** Receives a string: its index, and the range of its JSON-escaped bytes, from `start` to `end` (exclusive). */
export type VisitString = (index: number, bytes: Buffer, start: number, end: number) => void;

/** Number of short strings that are kept decoded, a power of two: a graph asks for the same names again and again. */
const RECENT = 1024;
/** Maximum number of bytes of a string that is kept decoded. */
const SHORT = 64;

/**
 * The snapshot's strings as the original bytes, still JSON-escaped, with an index of where each ends. Strings are
 * decoded on demand; only a few short ones are kept decoded. Their total size is not limited.
 */
export class StringTable {
  readonly blocks: readonly StringBlock[];
  /** Position of each string's closing quotation mark within its block, by index. */
  readonly ends: Uint32Array;
  #escaped: readonly number[] | null = null;
  readonly #indexes = new Map<string, readonly number[]>();
  /** Indexes of strings that are kept decoded; -1 for none. */
  readonly #recentIndexes = new Int32Array(RECENT).fill(-1);
  readonly #recent: string[] = Array.from({ length: RECENT }, () => '');

  /**
   * @param blocks contain every string, checked to be valid JSON string contents, in quotation marks, separated by
   * white space and a comma
   * @param ends position of each string's closing quotation mark within its block
   */
  constructor(blocks: readonly StringBlock[], ends: Uint32Array) {
    this.blocks = blocks;
    this.ends = ends;
  }

  get count(): number {
    return this.ends.length;
  }

  /**
   * Returns the string at `index`, decoded unless it is one of the recent short ones. A lone surrogate is kept; bytes
   * that are not UTF-8 become U+FFFD.
   *
   * @throws {RangeError} when there is no string with that index
   */
  at(index: number): string {
    const place = index & (RECENT - 1);
    if (this.#recentIndexes[place] === index) return this.#recent[place]!;
    const raw = this.raw(index);
    const text = decodeJsonString(raw);
    if (raw.length <= SHORT) {
      this.#recentIndexes[place] = index;
      this.#recent[place] = text;
    }
    return text;
  }

  /**
   * Returns the escaped bytes of the string at `index`: a view, not a copy.
   *
   * @throws {RangeError} when there is no string with that index
   */
  raw(index: number): Buffer {
    const end = this.#endOf(index);
    const block = this.#blockOf(index);
    return block.bytes.subarray(this.#start(block, index), end);
  }

  /**
   * Returns the indexes of all strings equal to `text`, ascending; V8 writes each string once, other writers may not.
   * The first call for a text searches all bytes once, and once the strings that contain escapes.
   */
  indexesOf(text: string): readonly number[] {
    const known = this.#indexes.get(text);
    if (known !== undefined) return known;
    const found = this.#find(text);
    this.#indexes.set(text, found);
    return found;
  }

  #find(text: string): number[] {
    const plain = this.blocks.flatMap((block) => this.#quoted(block, text));
    const wanted = Buffer.from(text, 'utf8');
    const escaped = this.#withEscapes().filter(
      (index) => this.#mayBegin(index, wanted[0]) && isEscaped(this.raw(index), text, wanted),
    );
    return escaped.length === 0 ? plain : [...plain, ...escaped].sort((a, b) => a - b);
  }

  /** Whether a string may begin with a byte, which may be written with an escape. */
  #mayBegin(index: number, wanted: number | undefined): boolean {
    const block = this.#blockOf(index);
    const first = block.bytes[this.#start(block, index)];
    return first === wanted || first === BYTE.backslash;
  }

  /** Finds the strings of a block that are written as `text` in quotation marks, without escapes. */
  #quoted(block: StringBlock, text: string): number[] {
    if (text.includes('\\')) return [];
    const { bytes } = block;
    const written = Buffer.from(`"${text}"`, 'utf8');
    const found: number[] = [];
    let place = bytes.indexOf(written);
    while (place >= 0) {
      const last = place + written.length - 1;
      const index = this.#stringAround(block, last);
      // `#stringAround` returns an index of this block. An escaped quotation mark may precede the end of another
      // string.
      const isWhole = this.ends[index] === last && this.#start(block, index) === place + 1;
      if (isWhole) found.push(index);
      place = bytes.indexOf(written, place + 1);
    }
    return found;
  }

  /** Returns the indexes of the strings that contain escapes, ascending. */
  #withEscapes(): readonly number[] {
    return (this.#escaped ??= this.indexesContaining('\\'));
  }

  /** Visits all strings in ascending order, without creating views of them. */
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
   * Returns the indexes of all strings that contain `ascii`, ascending, with one search over all bytes. `ascii` is
   * compared with the escaped bytes, so it must need no escaping.
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
      // `#stringAround` returns an index of this block.
      const end = this.ends[index]!;
      // Strings are separated by a quotation mark, a comma and white space, which the searched text may contain as
      // well.
      if (place >= this.#start(block, index) && place + ascii.length <= end) found.push(index);
      place = bytes.indexOf(ascii, found.at(-1) === index ? end : place + 1, 'latin1');
    }
    return found;
  }

  /** Finds the first string that ends at or after `place`, by bisection. */
  #stringAround(block: StringBlock, place: number): number {
    let low = block.first;
    let high = this.#lastOf(block);
    while (low < high) {
      const middle = (low + high) >>> 1;
      // `middle` belongs to this block.
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

  /** Returns the position after the opening quotation mark, which is the first one after the previous string. */
  #start({ bytes, first }: StringBlock, index: number): number {
    // `index` belongs to this block; each of its strings has an opening quotation mark.
    let place = index > first ? this.ends[index - 1]! + 1 : 0;
    while (bytes[place] !== BYTE.quote) place++;
    return place + 1;
  }

  #blockOf(index: number): StringBlock {
    let low = 0;
    let high = this.blocks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      // `middle` is from 0 to the last block.
      if (this.blocks[middle]!.first <= index) low = middle;
      else high = middle - 1;
    }
    // The caller's index is that of a string, so there is a block.
    return this.blocks[low]!;
  }

  #lastOf(block: StringBlock): number {
    const next = this.blocks[this.blocks.indexOf(block) + 1];
    return (next ? next.first : this.count) - 1;
  }
}

/** Whether bytes with escapes decode to `text`, of which `wanted` is UTF-8: escaping only makes a text longer. */
function isEscaped(bytes: Buffer, text: string, wanted: Buffer): boolean {
  if (bytes.length < wanted.length) return false;
  return decodeJsonString(bytes) === text;
}

/** Returns the text of a JSON string's contents, which were checked to be valid. */
export function decodeJsonString(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  return bytes.includes(BYTE.backslash) ? String(JSON.parse(`"${text}"`)) : text;
}
