/** Finds numbers and commas in text, many bytes at once. */

export const LINE_FEED: u32 = 0x0a;
export const COMMA: u32 = 0x2c;
export const ZERO: u32 = 0x30;

/** Returns one bit for each of 32 bytes, set if the byte is not a digit. */
@inline
export function nonDigits(at: u32): u32 {
  const zeros = i8x16.splat(<i8>ZERO);
  const nines = i8x16.splat(9);
  const low = i8x16.bitmask(i8x16.gt_u(i8x16.sub(v128.load(at), zeros), nines));
  const high = i8x16.bitmask(i8x16.gt_u(i8x16.sub(v128.load(at, 16), zeros), nines));
  return low | (high << 16);
}

/** Returns one bit for each of 32 bytes, set if the byte is not a comma. */
@inline
export function noCommas(at: u32): u32 {
  const commas = i8x16.splat(<i8>COMMA);
  const low = i8x16.bitmask(i8x16.ne(v128.load(at), commas));
  const high = i8x16.bitmask(i8x16.ne(v128.load(at, 16), commas));
  return low | (high << 16);
}

/** Returns the value of 1 to 15 digits; for more digits, a number that is too large. */
@inline
export function valueAt(start: u32, end: u32): u64 {
  const length = end - start;
  if (length <= 8) return eightDigits(load<u64>(start), length);
  if (length > 15) return u64.MAX_VALUE;
  return eightDigits(load<u64>(start), length - 8) * 100000000 + eightDigits(load<u64>(end - 8), 8);
}

/**
 * Returns the value of the first 1 to 8 of eight bytes: a shift drops the others, three multiplications add up pairs,
 * fours and eight (as in D. Lemire, "Quickly parsing eight digits", 2018).
 */
@inline
function eightDigits(bytes: u64, length: u32): u64 {
  let digits = (bytes ^ 0x3030303030303030) << (64 - 8 * <u64>length);
  digits = (digits * 10 + (digits >> 8)) & 0x00ff00ff00ff00ff;
  digits = (digits * 100 + (digits >> 16)) & 0x0000ffff0000ffff;
  return (digits * 10000 + (digits >> 32)) & 0xffffffff;
}

/**
 * Returns the decimal number at `at` as a token: its value, and its length in the lowest 4 bits; 0 if there is none.
 *
 * Reads eight bytes at once: the first byte that is not a digit determines the length, a shift drops what follows,
 * three multiplications add up pairs, fours and eight (as in D. Lemire, "Quickly parsing eight digits", 2018).
 */
@inline
export function number(at: u32): u64 {
  let digits = load<u64>(at) ^ 0x3030303030303030;
  const others = ((digits + 0x7676767676767676) | digits) & 0x8080808080808080;
  if (others == 0) return longNumber(at);
  const bits = ctz(others) & 0x38;
  if (bits == 0) return 0;
  digits <<= 64 - bits;
  digits = (digits * 10 + (digits >> 8)) & 0x00ff00ff00ff00ff;
  digits = (digits * 100 + (digits >> 16)) & 0x0000ffff0000ffff;
  digits = (digits * 10000 + (digits >> 32)) & 0xffffffff;
  return (digits << 4) | (bits >> 3);
}

/** Returns the token of a number of 8 to 15 digits, read one by one; 0 for more digits. */
function longNumber(at: u32): u64 {
  let value: u64 = 0;
  for (let length: u32 = 0; length < 16; length++) {
    const digit = <u32>load<u8>(at + length) - ZERO;
    if (digit > 9) return (value << 4) | length;
    value = value * 10 + digit;
  }
  return 0;
}

@inline
export function valueOf(token: u64): u64 {
  return token >> 4;
}

@inline
export function lengthOf(token: u64): u32 {
  return <u32>token & 15;
}

const MIN_INT32: u64 = 1 << 31;
/** A token above this has a value beyond 32 bits. */
export const MAX_TOKEN_32: u64 = 0xf_ffff_ffff;

/** Whether a token's value, with or without a minus, fits 32 bits. */
@inline
export function fits(token: u64, minus: u32): bool {
  return minus ? valueOf(token) <= MIN_INT32 : token <= MAX_TOKEN_32;
}

/** Returns a token's value; a negative one is represented as 2^32 more. */
@inline
export function signed(token: u64, minus: u32): u32 {
  const value = <u32>valueOf(token);
  return minus ? 0 - value : value;
}
