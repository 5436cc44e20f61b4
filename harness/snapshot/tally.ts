/**
 * Counts and sums by a key of up to 32 bits: open addressing over typed arrays, because an entry is looked up for each
 * node. 20 bytes per key, at most half full.
 */
export class Tally {
  #keys: Float64Array = new Float64Array(1 << 12).fill(-1);
  #counts: Uint32Array = new Uint32Array(1 << 12);
  #sums: Float64Array = new Float64Array(1 << 12);
  /** Shifts a hash of 32 bits to as many as there are slots. */
  #shift = 20;
  #size = 0;

  add(key: number, sum: number, count = 1): void {
    const slot = this.#slot(key);
    // A slot is below the common length of the arrays.
    if (this.#keys[slot] !== key) {
      if (2 * ++this.#size > this.#keys.length) {
        this.#grow();
        return this.#put(key, sum, count);
      }
      this.#keys[slot] = key;
    }
    this.#counts[slot]! += count;
    this.#sums[slot]! += sum;
  }

  /** The entries, in no order. */
  *entries(): Generator<{ readonly key: number; readonly count: number; readonly sum: number }> {
    for (const [slot, key] of this.#keys.entries()) {
      // Of the common length.
      if (key >= 0) yield { key, count: this.#counts[slot]!, sum: this.#sums[slot]! };
    }
  }

  #put(key: number, sum: number, count: number): void {
    const slot = this.#slot(key);
    this.#keys[slot] = key;
    this.#counts[slot]! += count;
    this.#sums[slot]! += sum;
  }

  #grow(): void {
    const entries = [...this.entries()];
    const length = 2 * this.#keys.length;
    this.#shift -= 1;
    this.#keys = new Float64Array(length).fill(-1);
    this.#counts = new Uint32Array(length);
    this.#sums = new Float64Array(length);
    for (const { key, sum, count } of entries) this.#put(key, sum, count);
  }

  /** Where the key is, or would be. */
  #slot(key: number): number {
    const keys = this.#keys;
    const mask = keys.length - 1;
    let slot = Math.imul(key | 0, 0x9e3779b1) >>> this.#shift;
    // There are free slots always.
    for (let found = keys[slot]!; found !== key && found >= 0; found = keys[slot]!) slot = (slot + 1) & mask;
    return slot;
  }
}
