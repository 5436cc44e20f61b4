import { PredecessorLists, type PredecessorMemory } from './predecessor-lists.js';

/** Words of a chunk: two for each link. A power of two. */
export const CHUNK_WORDS: number = 1 << 13;

/** Transfers links to their lists, chunk by chunk. */
export interface PredecessorCarrier {
  /** The buffer to write into: a ring of whole chunks. */
  readonly ring: Uint32Array;
  /** Transfers the chunk at `from`; returns when the next chunk may be written. */
  carry(from: number): void;
  /** Transfers the last words, from `from` to `to` (exclusive); returns when all links are in their lists. */
  finish(from: number, to: number): void;
}

/**
 * A log of links on their way from a walk into lists: a walk that waited for each list would take 1.5 times as long.
 */
export class PredecessorLog {
  readonly #carrier: PredecessorCarrier;
  readonly #ring: Uint32Array;
  #at = 0;

  constructor(carrier: PredecessorCarrier) {
    this.#carrier = carrier;
    this.#ring = carrier.ring;
  }

  /** Adds an edge from `start` to the list of `number`. */
  add(number: number, start: number): void {
    const at = this.#at;
    this.#ring[at] = number;
    this.#ring[at + 1] = start;
    this.#at = at + 2;
    if ((at + 2) % CHUNK_WORDS === 0) this.#turn();
  }

  /** Transfers the remaining links; returns when all are in their lists. */
  finish(): void {
    this.#carrier.finish(this.#at - (this.#at % CHUNK_WORDS), this.#at);
  }

  #turn(): void {
    const end = this.#at;
    this.#at = end % this.#ring.length;
    this.#carrier.carry(end - CHUNK_WORDS);
  }
}

/** Predecessor lists and the log that fills them. */
export interface PredecessorLinks {
  readonly lists: PredecessorLists;
  readonly carrier: PredecessorCarrier;
}

/** Returns lists that this thread fills. */
export function linksHere(memory: PredecessorMemory): PredecessorLinks {
  const lists = new PredecessorLists(memory);
  const ring = new Uint32Array(CHUNK_WORDS);
  const take = (from: number, to: number): void => lists.add(ring, from, to);
  return { lists, carrier: { ring, carry: (from) => take(from, from + CHUNK_WORDS), finish: take } };
}
