import { COMMA } from './digits';
import { INPUT, NAMES, ROWS } from './layout';

/**
 * Finds the ends of strings for `string-reader.ts`: takes whole JSON strings followed by a comma and V8's line feed
 * from the input area. Stops before the first string that is written in another way, cut off, or invalid.
 */

/** Position after what follows the last string that was taken. */
export let stringsEnd: u32 = 0;

const QUOTE: u32 = 0x22;
const BACKSLASH: u32 = 0x5c;
const LINE_FEED: u32 = 0x0a;
const SPACE: u32 = 0x20;

/**
 * Writes the position of each closing quotation mark to the array of names.
 *
 * @param start of the first opening quotation mark, `end` of the input
 * @returns number of strings taken
 */
export function strings(start: u32, end: u32): u32 {
  let at = start;
  let taken = start;
  let count: u32 = 0;
  while (count < ROWS && load<u8>(at) == QUOTE) {
    const close = closingQuote(at + 1, end);
    if (close == 0 || close + 2 >= end || load<u8>(close, 1) != COMMA) break;
    store<u32>(NAMES + (count << 2), close - INPUT);
    count++;
    at = close + 2;
    if (load<u8>(at) == LINE_FEED) at++;
    taken = at;
  }
  stringsEnd = taken;
  return count;
}

/** Returns the position of the quotation mark that ends the string; 0 if it is missing or the string is invalid. */
function closingQuote(start: u32, end: u32): u32 {
  const quotes = i8x16.splat(<i8>QUOTE);
  const backslashes = i8x16.splat(<i8>BACKSLASH);
  const spaces = i8x16.splat(<i8>SPACE);
  let at = start;
  while (at < end) {
    // Phase 1: sixteen bytes at once, up to the first special one.
    const bytes = v128.load(at);
    const special = v128.or(
      v128.or(i8x16.eq(bytes, quotes), i8x16.eq(bytes, backslashes)),
      i8x16.lt_u(bytes, spaces),
    );
    const mask = i8x16.bitmask(special);
    if (mask == 0) {
      at += 16;
      continue;
    }
    at += ctz(mask);
    if (at >= end) return 0;

    // Phase 2: the end, an escape, or a control character.
    const byte: u32 = load<u8>(at);
    if (byte == QUOTE) return at;
    if (byte != BACKSLASH) return 0;
    const length = escapeLength(at);
    if (length == 0) return 0;
    at += length;
  }
  return 0;
}

/**
 * Returns the length of the escape at `at`; 0 if JSON has no such escape. An escape that is cut off ends after the
 * input.
 */
function escapeLength(at: u32): u32 {
  const byte: u32 = load<u8>(at, 1);
  // b, f, n, r, t and the three characters that stand for themselves.
  if (byte == 0x62 || byte == 0x66 || byte == 0x6e || byte == 0x72 || byte == 0x74) return 2;
  if (byte == QUOTE || byte == BACKSLASH || byte == 0x2f) return 2;
  if (byte != 0x75) return 0;
  for (let digit: u32 = 2; digit < 6; digit++) {
    const hex: u32 = load<u8>(at + digit);
    const letter = hex | 0x20;
    if (!((hex >= 0x30 && hex <= 0x39) || (letter >= 0x61 && letter <= 0x66))) return 0;
  }
  return 6;
}
