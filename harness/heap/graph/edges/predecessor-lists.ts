import type { Allocate } from '../../snapshot/index.js';

/** Entries of a block: one for the list's previous entry, the others for starts. A power of two. */
const BLOCK = 16;
/** One in this many links moves its list into blocks: a list of thousands soon is moved, one of three hardly ever. */
const LINKS_PER_MOVE = 64;
/** Twice an index into the pairs must fit 32 bits. */
const MAX_CAPACITY = 2 ** 30 - 2;

/** The memory of the lists, zeroed. Unused parts are never touched. */
export interface PredecessorMemory {
  /** The last entry of each list, by number. */
  readonly last: Uint32Array;
  /** Pairs of a start and the previous entry. The first pair is unused. */
  readonly pairs: Uint32Array;
  /** Blocks of the previous entry followed by starts. */
  readonly blocks: Uint32Array;
}

/**
 * Allocates as many lists as there are numbers.
 *
 * @param capacity maximum number of links
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
 * Lists of the edges that lead to each node of a spanning tree, by the edge's start; they only grow, and are read from
 * their ends. Most nodes have few or no entries; a few dozen have nearly all, because every object refers to them, for
 * example to its hidden class. So a list begins as a chain of pairs and continues in blocks, which take half the memory
 * and are read without a cache miss at each step.
 *
 * An entry is twice an index into the pairs, or twice an index into the blocks plus one; 0 ends a list.
 */
export class PredecessorLists {
  /** The last entry of each list, by number. */
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
   * Adds edges to the lists of their targets.
   *
   * @param links target and start of each link in turn, as numbers, from index `from` to `to` (exclusive)
   */
  add(links: Uint32Array, from: number, to: number): void {
    // The caller's indexes are within `links`; its values are numbers of the tree.
    for (let at = from; at < to; at += 2) this.#add(links[at]!, links[at + 1]!);
  }

  /** Returns the start of the edge that an entry stands for. */
  startOf(entry: number): number {
    // The caller's entry belongs to a list, here and below.
    return (entry & 1) === 1 ? this.#blocks[entry >>> 1]! : this.#pairs[entry >>> 1]!;
  }

  /** Returns the entry before `entry`, or 0. */
  before(entry: number): number {
    const place = entry >>> 1;
    if ((entry & 1) === 0) return this.#pairs[place + 1]!;
    return (place - 1) % BLOCK === 0 ? this.#blocks[place - 1]! : entry - 2;
  }

  #add(number: number, start: number): void {
    // `number` is in the tree; indexes are within the capacity.
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
