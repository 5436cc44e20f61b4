import type { Allocate } from '../../snapshot/index.js';

/** Entries of a block: one for the list's entry before it, the others for starts. A power of two. */
const BLOCK = 16;
/** One of so many links moves its list into blocks: a list of thousands soon is, one of three hardly ever. */
const LINKS_PER_MOVE = 64;
/** Twice a place in the pairs must fit 32 bits. */
const MAX_CAPACITY = 2 ** 30 - 2;

/** The memory of lists, zeroed at first. What is not used of it is never touched. */
export interface PredecessorMemory {
  /** The last entry by number. */
  readonly last: Uint32Array;
  /** A start, and the entry before it. The first pair is none. */
  readonly pairs: Uint32Array;
  /** The entry before the block, then starts. */
  readonly blocks: Uint32Array;
}

/**
 * Makes room for as many lists as there are numbers.
 *
 * @param capacity how many links there can be at most
 * @throws {RangeError} when entries would need more than 32 bits
 */
export function predecessorMemory(numbers: number, capacity: number, allocate: Allocate): PredecessorMemory {
  if (capacity > MAX_CAPACITY)
    throw new RangeError(`${capacity} edges: more than ${MAX_CAPACITY} are not supported`);
  const column = (length: number): Uint32Array => new Uint32Array(allocate(4 * length));
  return {
    last: column(numbers),
    pairs: column(2 * capacity + 2),
    blocks: column(Math.ceil((capacity * 4) / 3) + 2 * BLOCK),
  };
}

/**
 * Lists of the edges that lead to each node of a spanning tree, by where they start; they only grow, and are read from
 * their ends. Most nodes have none or a few, and some dozens have nearly all: what every object refers to, such as its
 * hidden class. So a list begins as a chain of pairs and goes on in blocks, which take half the memory and are read
 * without a miss at each step.
 *
 * An entry is twice a place in the pairs, or twice a place in the blocks and one; 0 ends a list.
 */
export class PredecessorLists {
  /** The last entry by number. */
  readonly last: Uint32Array;
  readonly #pairs: Uint32Array;
  readonly #blocks: Uint32Array;
  #pairEnd = 2;
  #blockEnd = BLOCK;

  constructor({ last, pairs, blocks }: PredecessorMemory) {
    this.last = last;
    this.#pairs = pairs;
    this.#blocks = blocks;
  }

  /**
   * Adds edges to the lists of their ends.
   *
   * @param links the number that an edge leads to and the one that it starts at, in turn, from `from` up to `to`
   */
  add(links: Uint32Array, from: number, to: number): void {
    // The caller's places are in `links`, and both are numbers of the tree.
    for (let at = from; at < to; at += 2) this.#add(links[at]!, links[at + 1]!);
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

  #add(number: number, start: number): void {
    // A number of the tree; places are within the capacity.
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
      this.#pairEnd = place + 2;
      if (place % (2 * LINKS_PER_MOVE) === 0) {
        this.#addBlock(number, start, before);
        return;
      }
      this.#pairs[place] = start;
      this.#pairs[place + 1] = before;
      this.last[number] = 2 * place;
    }
  }

  #addBlock(number: number, start: number, before: number): void {
    const place = this.#blockEnd;
    this.#blockEnd = place + BLOCK;
    this.#blocks[place] = before;
    this.#blocks[place + 1] = start;
    this.last[number] = 2 * (place + 1) + 1;
  }
}
