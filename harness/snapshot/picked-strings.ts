import type { StringStore } from './string-reader.js';
import { decodeJsonString } from './string-table.js';

/** Keeps some strings of a section, by index; of all others it counts the end. */
export class PickedStrings implements StringStore {
  readonly #wanted: ReadonlySet<number>;
  readonly #texts = new Map<number, string>();
  /** Ends of strings in the bytes that come next, by place from the piece's first. */
  #ends: number[] = [];
  /** The wanted string that the last piece cut, from somewhere between the end before it and its own first byte. */
  #cut: Uint8Array[] = [];
  #count = 0;
  /** Places count from the last piece's end, as nothing is kept. */
  readonly length = 0;

  constructor(wanted: ReadonlySet<number>) {
    this.#wanted = wanted;
  }

  /** How many strings there were. */
  get count(): number {
    return this.#count;
  }

  /** A wanted string. */
  text(index: number): string | undefined {
    return this.#texts.get(index);
  }

  room(): number {
    return Infinity;
  }

  endString(place: number): void {
    this.#ends.push(place);
  }

  endStrings(places: Uint32Array, shift: number): void {
    // places
    for (const place of places) this.#ends.push(place + shift);
  }

  append(bytes: Uint8Array): void {
    let start = 0;
    for (const end of this.#ends) {
      if (this.#wanted.has(this.#count)) {
        this.#cut.push(bytes.slice(start, end));
        this.#texts.set(this.#count, textOf(this.#cut));
      }
      this.#cut = [];
      this.#count++;
      start = end + 1;
    }
    this.#ends = [];
    if (this.#wanted.has(this.#count)) this.#cut.push(bytes.slice(start));
  }
}

/** Behind the opening quotation mark, which white space, a comma or a bracket precede. */
function textOf(pieces: readonly Uint8Array[]): string {
  const bytes = Buffer.concat(pieces);
  return decodeJsonString(bytes.subarray(bytes.indexOf('"') + 1));
}
