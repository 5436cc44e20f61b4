import { LINE_FEED } from './digits';
import { readTo } from './rows';

const CLOSE_BRACKET: u32 = 0x5d;

/** Counts the line feeds from `start` to `end`, or to the first closing bracket, at which `position` then is. */
export function countLines(start: u32, end: u32): u32 {
  const lineFeeds = i8x16.splat(<i8>LINE_FEED);
  const brackets = i8x16.splat(<i8>CLOSE_BRACKET);
  let count: u32 = 0;
  let at = start;
  // Phase 1: sixteen bytes at once, as long as none of them is a bracket.
  for (; at + 16 <= end; at += 16) {
    const bytes = v128.load(at);
    if (v128.any_true(i8x16.eq(bytes, brackets))) break;
    count += popcnt(i8x16.bitmask(i8x16.eq(bytes, lineFeeds)));
  }
  // Phase 2: the remaining bytes, one by one.
  for (; at < end && load<u8>(at) != CLOSE_BRACKET; at++) count += u32(load<u8>(at) == LINE_FEED);
  readTo(at);
  return count;
}
