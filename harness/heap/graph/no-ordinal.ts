/** Marks "no node" or "no edge" in 32-bit columns; the reader admits no such ordinal. */
export const NONE = 0xffff_ffff;
