import { decodeJsonString } from '../../snapshot/index.js';
import { NONE } from '../no-ordinal.js';

/** Text before the table's id, written without an escape. */
const PAIR_MARK = 'pair in WeakMap (table @';

/**
 * `3 / part of key (K @1) -> value (V @2) pair in WeakMap (table @3)`: captures the part that both halves share, and
 * the table's id.
 */
const PAIR_NAME =
  /^\d+( \/ part of key \(.*? @\d+\) -> value \(.*? @\d+\) pair in WeakMap \(table @(\d+)\))$/;
const PAIR_NAME_OF_LINES = new RegExp(PAIR_NAME.source, 's');

/** ASCII text that is compared four bytes at a time. */
class Words {
  readonly length: number;
  /** The last word overlaps the one before it if the length is not a multiple of four. */
  readonly #words: Uint32Array;

  constructor(text: string) {
    const view = viewOf(Buffer.from(text, 'latin1'));
    this.length = text.length;
    this.#words = Uint32Array.from({ length: Math.ceil(text.length / 4) }, (_, word) =>
      view.getUint32(Math.min(4 * word, text.length - 4), true),
    );
  }

  /** Whether the text is at `place`, from which the view has at least as many bytes. */
  standsAt(view: DataView, place: number): boolean {
    const words = this.#words;
    const last = words.length - 1;
    for (let word = 0; word < last; word++) {
      if (view.getUint32(place + 4 * word, true) !== words[word]) return false;
    }
    return view.getUint32(place + this.length - 4, true) === words[last];
  }
}

const KEY = new Words(' / part of key (');
const VALUE = new Words(') -> value (');
const TABLE = new Words(`) ${PAIR_MARK}`);
const CLOSING = 0x29;
const AT = 0x40;
const BLANK = 0x20;

/** Returns the parts of the name of a pair, or undefined if the text is not such a name. */
export function parsePairName(
  text: string,
  singleLine: boolean,
): { readonly shared: string; readonly table: number } | undefined {
  const [, shared, table] = (singleLine ? PAIR_NAME : PAIR_NAME_OF_LINES).exec(text) ?? [];
  return shared === undefined ? undefined : { shared, table: Number(table) };
}

/**
 * Returns the id of the table of the pair that a string names, or `NONE` if the string does not name a pair.
 *
 * @param bytes contain the string from `start` to `end`, JSON-escaped and valid
 */
export type TableInPairName = (bytes: Buffer, start: number, end: number) => number;

/** Returns a test that decodes only names with escapes or with letters beyond ASCII. */
export function pairNameTest(singleLine: boolean): TableInPairName {
  let viewed: Buffer | undefined;
  let view: DataView = new DataView(new ArrayBuffer(0));
  return (bytes, start, end) => {
    // `)`, the table's id, and a text that no other string has before the id.
    if (bytes[end - 1] !== CLOSING) return NONE;
    const table = digitsBefore(bytes, end - 1);
    const valueEnd = table - TABLE.length;
    if (bytes[table - 1] !== AT || valueEnd <= start) return NONE;
    if (viewed !== bytes) view = viewOf((viewed = bytes));
    if (!TABLE.standsAt(view, valueEnd)) return NONE;
    const isPair = isAsWritten(view, start, end)
      ? describesPair(bytes, view, start, valueEnd)
      : parsePairName(decodeJsonString(bytes.subarray(start, end)), singleLine) !== undefined;
    return isPair ? numberAt(bytes, table, end - 1) : NONE;
  };
}

/** Whether the bytes, four or more, are the text itself: ASCII without an escape. */
function isAsWritten(view: DataView, start: number, end: number): boolean {
  const last = end - 4;
  for (let place = start; place < last; place += 4) {
    if (hasOther(view.getUint32(place, true))) return false;
  }
  return !hasOther(view.getUint32(last, true));
}

/** Whether one of four bytes is a backslash or beyond ASCII. */
function hasOther(word: number): boolean {
  // A byte that is a backslash becomes zero, and the subtraction borrows from its highest bit.
  const difference = word ^ 0x5c5c_5c5c;
  return (((difference - 0x0101_0101) | word) & 0x8080_8080) !== 0;
}

/** Whether the bytes from `start` to `end` name a number, a key and a value. */
function describesPair(bytes: Buffer, view: DataView, start: number, end: number): boolean {
  const key = digitsFrom(bytes, start, end);
  if (key === start || key + KEY.length > end || !KEY.standsAt(view, key)) return false;
  // The value's description starts after the first ` @1) -> value (`.
  const first = key + KEY.length;
  for (let place = first; place + VALUE.length <= end; place++) {
    if (bytes[place] !== CLOSING || !VALUE.standsAt(view, place)) continue;
    if (endsWithId(bytes, first, place)) return endsWithId(bytes, place + VALUE.length, end);
  }
  return false;
}

/** Returns the value of digits; `NONE` if there are none or if the value cannot be a node's id. */
function numberAt(bytes: Buffer, start: number, end: number): number {
  if (start === end) return NONE;
  let number = 0;
  // The bytes are digits.
  for (let place = start; place < end; place++) number = 10 * number + bytes[place]! - 0x30;
  return Math.min(number, NONE);
}

/** Whether ` @` and digits come directly before `end`, not before `start`. */
function endsWithId(bytes: Buffer, start: number, end: number): boolean {
  const digits = digitsBefore(bytes, end);
  return digits < end && digits - 2 >= start && bytes[digits - 1] === AT && bytes[digits - 2] === BLANK;
}

function digitsFrom(bytes: Buffer, start: number, end: number): number {
  let place = start;
  while (place < end && isDigit(bytes[place])) place++;
  return place;
}

function digitsBefore(bytes: Buffer, end: number): number {
  let place = end;
  while (isDigit(bytes[place - 1])) place--;
  return place;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

function viewOf({ buffer, byteOffset, byteLength }: Buffer): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}
