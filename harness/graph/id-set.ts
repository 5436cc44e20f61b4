const CHUNK_BITS = 12;
const WORDS_PER_CHUNK = 1 << (CHUNK_BITS - 5);
const CHUNK_COUNT = 1 << (32 - CHUNK_BITS);

/**
 * A set of 32-bit object ids: one bit each, in chunks of 4,096 that come into being with their first member. V8 counts
 * its ids upwards, so most chunks are full or absent; ids of native nodes are hashes and cost a chunk each.
 */
export class IdSet {
  /** Number of each chunk from 1, or 0 where there is none yet. */
  readonly #chunks = new Uint32Array(CHUNK_COUNT);
  #words: Uint32Array = new Uint32Array(16 * WORDS_PER_CHUNK);
  #chunkCount = 0;

  add(id: number): void {
    const high = id >>> CHUNK_BITS;
    // `high` is below `CHUNK_COUNT`, for ids have 32 bits.
    const chunk = this.#chunks[high]! || this.#newChunk(high);
    const word = (chunk - 1) * WORDS_PER_CHUNK + ((id >>> 5) & (WORDS_PER_CHUNK - 1));
    this.#words[word]! |= 1 << (id & 31);
  }

  has(id: number): boolean {
    // As above.
    const chunk = this.#chunks[id >>> CHUNK_BITS]!;
    if (chunk === 0) return false;
    const word = (chunk - 1) * WORDS_PER_CHUNK + ((id >>> 5) & (WORDS_PER_CHUNK - 1));
    return ((this.#words[word]! >>> (id & 31)) & 1) === 1;
  }

  #newChunk(high: number): number {
    if ((this.#chunkCount + 1) * WORDS_PER_CHUNK > this.#words.length) {
      const larger = new Uint32Array(2 * this.#words.length);
      larger.set(this.#words);
      this.#words = larger;
    }
    this.#chunks[high] = ++this.#chunkCount;
    return this.#chunkCount;
  }
}
