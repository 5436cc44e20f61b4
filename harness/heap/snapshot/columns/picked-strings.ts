import type { StringStore } from '../document/string-reader.js';
import { decodeJsonString } from './string-table.js';

/** A wanted string in the next chunk: after `start` its opening quotation mark, then the string up to `end`. */
interface Pick {
  readonly index: number;
  readonly start: number;
  readonly end: number;
}

/** Keeps some strings of a section, by index, and nothing of the others. */
export class PickedStrings implements StringStore {
  /** Positions count from the start of the chunk, because earlier bytes are not kept. */
  readonly length = 0;
  /** Number of strings so far. */
  count = 0;
  readonly #wanted: readonly number[];
  readonly #texts = new Map<number, string>();
  /** Number of wanted strings found so far. */
  #found = 0;
  /** Position after the last end in the next chunk. */
  #start = 0;
  #picks: Pick[] = [];
  /** The earlier chunks that contain the start of a wanted string. */
  #cut: Uint8Array[] = [];

  /** @param wanted indexes, ascending */
  constructor(wanted: readonly number[]) {
    this.#wanted = wanted;
  }

  /** Returns a wanted string; undefined if the section has fewer strings. */
  text(index: number): string | undefined {
    return this.#texts.get(index);
  }

  room(): number {
    return Infinity;
  }

  endString(place: number): void {
    if (this.#wanted[this.#found] === this.count) this.#pick(this.#start, place);
    this.count++;
    this.#start = place + 1;
  }

  endStrings(places: Uint32Array, shift: number): void {
    // `at` and the last position are below the length: the caller found at least one string.
    for (let at = this.#at(); at < places.length; at = this.#at()) {
      const start = at === 0 ? this.#start : places[at - 1]! + shift + 1;
      this.#pick(start, places[at]! + shift);
    }
    this.count += places.length;
    this.#start = places[places.length - 1]! + shift + 1;
  }

  append(bytes: Uint8Array): void {
    for (const { index, start, end } of this.#picks) {
      const pieces = [...this.#cut, bytes.subarray(start, end)];
      this.#cut = [];
      this.#texts.set(index, textOf(pieces));
    }
    this.#picks = [];
    if (this.#wanted[this.#found] === this.count) this.#cut.push(bytes.slice(this.#start));
    this.#start = 0;
  }

  /** Returns the number of strings before the next wanted one. */
  #at(): number {
    return (this.#wanted[this.#found] ?? Infinity) - this.count;
  }

  #pick(start: number, end: number): void {
    this.#picks.push({ index: this.#wanted[this.#found] ?? -1, start, end });
    this.#found++;
  }
}

/** Returns the text after the opening quotation mark, which white space, a comma or a bracket may precede. */
function textOf(pieces: readonly Uint8Array[]): string {
  const bytes = Buffer.concat(pieces);
  return decodeJsonString(bytes.subarray(bytes.indexOf('"') + 1));
}
