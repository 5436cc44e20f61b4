import type { StringStore } from '../document/string-reader.js';
import { decodeJsonString } from './string-table.js';

/** A string within the piece that comes next: behind `start` there are its opening quotation mark and it, up to `end`. */
interface Pick {
  readonly index: number;
  readonly start: number;
  readonly end: number;
}

/** Keeps some strings of a section, by index; of all others it keeps nothing. */
export class PickedStrings implements StringStore {
  /** Places count from the start of the piece, as nothing before it is kept. */
  readonly length = 0;
  /** How many strings there were. */
  count = 0;
  readonly #wanted: readonly number[];
  readonly #texts = new Map<number, string>();
  /** How many of the wanted ones have been found. */
  #found = 0;
  /** Behind the last end in the piece that comes next. */
  #start = 0;
  #picks: Pick[] = [];
  /** The pieces before that hold the start of a wanted string. */
  #cut: Uint8Array[] = [];

  /** @param wanted ascending */
  constructor(wanted: readonly number[]) {
    this.#wanted = wanted;
  }

  /** A wanted string; undefined when there were too few. */
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
    // `at` and the last place are below the length: the caller found at least one string.
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

  /** How many strings come before the next one that is wanted. */
  #at(): number {
    return (this.#wanted[this.#found] ?? Infinity) - this.count;
  }

  #pick(start: number, end: number): void {
    this.#picks.push({ index: this.#wanted[this.#found] ?? -1, start, end });
    this.#found++;
  }
}

/** Behind the opening quotation mark, which white space, a comma or a bracket precede. */
function textOf(pieces: readonly Uint8Array[]): string {
  const bytes = Buffer.concat(pieces);
  return decodeJsonString(bytes.subarray(bytes.indexOf('"') + 1));
}
