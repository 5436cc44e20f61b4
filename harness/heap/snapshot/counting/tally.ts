/**
 * Keys below this have a fixed slot. Class names nearly always do, because V8 numbers strings in the order of nodes.
 */
const LOW_KEYS = 1 << 16;

/**
 * Counts and sums by a key of up to 32 bits. Low keys are indexes into an array, because each node needs a lookup; the
 * others are found by open addressing over typed arrays: 20 bytes per key, at most half full.
 */
export class Tally {
  readonly #lowCounts: Uint32Array = new Uint32Array(LOW_KEYS);
  readonly #lowSums: Float64Array = new Float64Array(LOW_KEYS);
  #keys: Float64Array = new Float64Array(1 << 12).fill(-1);
  #counts: Uint32Array = new Uint32Array(1 << 12);
  #sums: Float64Array = new Float64Array(1 << 12);
  /** Shifts a 32-bit hash so that it fits the number of slots. */
  #shift = 20;
  #size = 0;

  add(key: number, sum: number): void {
    if (key >= LOW_KEYS) {
      this.#addHigh(key, sum);
      return;
    }
    // `key` is below the common length.
    this.#lowCounts[key]! += 1;
    this.#lowSums[key]! += sum;
  }

  /** Yields the entries, in no particular order. */
  *entries(): Generator<{ readonly key: number; readonly count: number; readonly sum: number }> {
    // `key` is below the common length of the arrays.
    for (let key = 0; key < LOW_KEYS; key++) {
      const count = this.#lowCounts[key]!;
      if (count > 0) yield { key, count, sum: this.#lowSums[key]! };
    }
    for (const [slot, key] of this.#keys.entries()) {
      if (key >= 0) yield { key, count: this.#counts[slot]!, sum: this.#sums[slot]! };
    }
  }

  #addHigh(key: number, sum: number): void {
    let slot = this.#slot(key);
    // A slot is below the common length of the arrays.
    if (this.#keys[slot] !== key) {
      if (2 * ++this.#size > this.#keys.length) {
        this.#grow();
        slot = this.#slot(key);
      }
      this.#keys[slot] = key;
    }
    this.#counts[slot]! += 1;
    this.#sums[slot]! += sum;
  }

  #grow(): void {
    const [keys, counts, sums] = [this.#keys, this.#counts, this.#sums];
    const length = 2 * keys.length;
    this.#shift -= 1;
    this.#keys = new Float64Array(length).fill(-1);
    this.#counts = new Uint32Array(length);
    this.#sums = new Float64Array(length);
    for (const [before, key] of keys.entries()) {
      if (key < 0) continue;
      const slot = this.#slot(key);
      this.#keys[slot] = key;
      this.#counts[slot] = counts[before]!;
      this.#sums[slot] = sums[before]!;
    }
  }

  /** Returns the slot that has the key, or the free slot for it. */
  #slot(key: number): number {
    const keys = this.#keys;
    const mask = keys.length - 1;
    let slot = Math.imul(key | 0, 0x9e3779b1) >>> this.#shift;
    // There is always a free slot.
    for (let found = keys[slot]!; found !== key && found >= 0; found = keys[slot]!) slot = (slot + 1) & mask;
    return slot;
  }
}
