/** Bytes whose number is not known beforehand: doubles its room when full. */
export class GrowingBytes {
  #bytes: Uint8Array = new Uint8Array(1 << 16);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  append(bytes: Uint8Array): void {
    const length = this.#length + bytes.length;
    if (length > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(length, 2 * this.#bytes.length));
      larger.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = larger;
    }
    this.#bytes.set(bytes, this.#length);
    this.#length = length;
  }

  /** A copy without the spare room. */
  trimmed(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }
}

/** 32-bit numbers whose number is not known beforehand: doubles its room when full. */
export class GrowingNumbers {
  #numbers: Uint32Array = new Uint32Array(1 << 14);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  append(value: number): void {
    if (this.#length === this.#numbers.length) {
      const larger = new Uint32Array(2 * this.#numbers.length);
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#numbers[this.#length++] = value;
  }

  /** A copy without the spare room. */
  trimmed(): Uint32Array {
    return this.#numbers.slice(0, this.#length);
  }
}
