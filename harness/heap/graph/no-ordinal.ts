/** Marks "no node" or "no edge" in 32-bit columns; the reader rejects snapshots with so many nodes or edges. */
export const NONE = 0xffff_ffff;
