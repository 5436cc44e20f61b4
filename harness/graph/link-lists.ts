/** Entries of a block: one for the list's entry before it, the others for starts. A power of two. */
const BLOCK = 16;
/** One of so many links moves its list into blocks: a list of thousands soon is, one of three hardly ever. */
const LINKS_PER_MOVE = 64;
/** Twice a place in the pairs must fit 32 bits. */
const MAX_CAPACITY = 2 ** 30 - 2;

/**
 * Lists of the edges that lead to each node of a spanning tree, by where they start; they only grow, and are read from
 * their ends. Most nodes have none or a few, and some dozens have nearly all: what every object refers to, such as its
 * hidden class. So a list begins as a chain of pairs and goes on in blocks, which take half the memory and are read
 * without a miss at each step.
 *
 * An entry is twice a place in the pairs, or twice a place in the blocks and one; 0 ends a list.
 */
export class LinkLists {
  /** The last entry by number. */
  readonly last: Uint32Array;
  /** A start, and the entry before it. The first pair is none. */
  readonly #pairs: Uint32Array;
  /** The entry before the block, then starts. */
  readonly #blocks: Uint32Array;
  #pairEnd = 2;
  #blockEnd = BLOCK;

  /**
   * @param last a column for the last entries; a list must be opened before it is used
   * @param capacity how many links there can be at most; room that is not used is never touched
   * @throws {RangeError} when entries would need more than 32 bits
   */
  constructor(last: Uint32Array, capacity: number) {
    if (capacity > MAX_CAPACITY)
      throw new RangeError(`${capacity} edges: more than ${MAX_CAPACITY} are not supported`);
    this.last = last;
    this.#pairs = new Uint32Array(2 * capacity + 2);
    this.#blocks = new Uint32Array(Math.ceil((capacity * 4) / 3) + 2 * BLOCK);
  }

  /** Makes the list of `number` empty. */
  open(number: number): void {
    this.last[number] = 0;
  }

  /** Adds an edge from `start` to the list of `number`. */
  add(number: number, start: number): void {
    // The caller's number is one of the tree's; places are within the capacity.
    const before = this.last[number]!;
    if ((before & 1) === 1) {
      const place = (before >>> 1) + 1;
      if (place % BLOCK === 0) this.#addBlock(number, start, before);
      else {
        this.#blocks[place] = start;
        this.last[number] = before + 2;
      }
    } else {
      const place = this.#pairEnd;
      if (place % (2 * LINKS_PER_MOVE) === 0) {
        this.#pairEnd = place + 2;
        this.#addBlock(number, start, before);
        return;
      }
      this.#pairs[place] = start;
      this.#pairs[place + 1] = before;
      this.last[number] = 2 * place;
      this.#pairEnd = place + 2;
    }
  }

  /** Where the edge of an entry starts. */
  startOf(entry: number): number {
    // The caller's entry is one of a list, here and below.
    return (entry & 1) === 1 ? this.#blocks[entry >>> 1]! : this.#pairs[entry >>> 1]!;
  }

  /** The entry before `entry`, or 0. */
  before(entry: number): number {
    const place = entry >>> 1;
    if ((entry & 1) === 0) return this.#pairs[place + 1]!;
    return (place - 1) % BLOCK === 0 ? this.#blocks[place - 1]! : entry - 2;
  }

  #addBlock(number: number, start: number, before: number): void {
    const place = this.#blockEnd;
    this.#blockEnd = place + BLOCK;
    this.#blocks[place] = before;
    this.#blocks[place + 1] = start;
    this.last[number] = 2 * (place + 1) + 1;
  }
}
