import { decodeJsonString } from '../snapshot/index.js';
import { NONE } from './none.js';

/** Stands in front of the table's id, written without an escape. */
const PAIR_MARK = 'pair in WeakMap (table @';

/** `3 / part of key (K @1) -> value (V @2) pair in WeakMap (table @3)`: what both halves share, and the table's id. */
const PAIR_NAME =
  /^\d+( \/ part of key \(.*? @\d+\) -> value \(.*? @\d+\) pair in WeakMap \(table @(\d+)\))$/;
const PAIR_NAME_OF_LINES = new RegExp(PAIR_NAME.source, 's');

const KEY = Buffer.from(' / part of key (');
const VALUE = Buffer.from(') -> value (');
const TABLE = Buffer.from(`) ${PAIR_MARK}`);
const ID = Buffer.from(' @');
const CLOSING = 0x29;
const AT = 0x40;

/** What a pair's name says, or undefined where the text is none. */
export function parsePairName(
  text: string,
  singleLine: boolean,
): { readonly shared: string; readonly table: number } | undefined {
  const [, shared, table] = (singleLine ? PAIR_NAME : PAIR_NAME_OF_LINES).exec(text) ?? [];
  return shared === undefined ? undefined : { shared, table: Number(table) };
}

/**
 * The id of the table that a string ends with as the name of a pair's edge does, or `NONE` where it does not.
 *
 * @param bytes hold the string from `start` to `end`, JSON-escaped
 */
function tableAtEnd(bytes: Buffer, start: number, end: number): number {
  // `)`, the table's id, and what no other string has before it.
  if (bytes[end - 1] !== CLOSING) return NONE;
  const table = digitsBefore(bytes, end - 1);
  const valueEnd = table - TABLE.length;
  if (bytes[table - 1] !== AT || valueEnd <= start || !holds(bytes, valueEnd, TABLE)) return NONE;
  return numberAt(bytes, table, end - 1);
}

/**
 * The same where the whole string is such a name. Nothing is decoded, but where there are escapes or letters beyond
 * ASCII.
 */
export function tableInPairName(bytes: Buffer, start: number, end: number, singleLine: boolean): number {
  const table = tableAtEnd(bytes, start, end);
  if (table === NONE) return NONE;
  const valueEnd = digitsBefore(bytes, end - 1) - TABLE.length;
  const isPair =
    describesPair(bytes, start, valueEnd) ??
    parsePairName(decodeJsonString(bytes.subarray(start, end)), singleLine) !== undefined;
  return isPair ? table : NONE;
}

/** What a byte is to the search for the end of a key: most bytes are nothing. */
const KIND = { plain: 0, closing: 1, unreadable: 2 } as const;
const KINDS = Uint8Array.from({ length: 256 }, (_, byte) => {
  // Not printable ASCII, or an escape: only when decoded, the bytes are the text.
  if (byte < 0x20 || byte > 0x7e || byte === 0x5c) return KIND.unreadable;
  return byte === CLOSING ? KIND.closing : KIND.plain;
});

/** Whether a number, a key and a value are named from `start` to `end`; undefined where only the decoded text tells. */
function describesPair(bytes: Buffer, start: number, end: number): boolean | undefined {
  const key = digitsFrom(bytes, start, end);
  const isNumbered = key > start && holds(bytes, key, KEY);
  const first = key + KEY.length;
  // Where the value's description starts: behind the first ` @1) -> value (`.
  let value = NONE;
  // All are bytes of the string.
  for (let place = isNumbered ? first : start; place < end; place++) {
    const kind = KINDS[bytes[place]!]!;
    if (kind === KIND.plain) continue;
    if (kind === KIND.unreadable) return undefined;
    if (value === NONE && holds(bytes, place, VALUE) && endsWithId(bytes, first, place)) {
      value = place + VALUE.length;
    }
  }
  return isNumbered && value <= end && endsWithId(bytes, value, end);
}

/** What digits say; `NONE` for what no node's id can be, or where there are none. */
function numberAt(bytes: Buffer, start: number, end: number): number {
  if (start === end) return NONE;
  let number = 0;
  // Digits.
  for (let place = start; place < end; place++) number = 10 * number + bytes[place]! - 0x30;
  return Math.min(number, NONE);
}

/** Whether ` @` and digits stand before `end`, not before `start`. */
function endsWithId(bytes: Buffer, start: number, end: number): boolean {
  const digits = digitsBefore(bytes, end);
  return digits < end && digits - ID.length >= start && holds(bytes, digits - ID.length, ID);
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

function holds(bytes: Buffer, place: number, text: Buffer): boolean {
  for (let at = 0; at < text.length; at++) if (bytes[place + at] !== text[at]) return false;
  return true;
}
