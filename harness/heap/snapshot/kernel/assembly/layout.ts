/** Layout of the memory that the kernel shares with its caller. */

/** Maximum number of rows per call. */
export const ROWS: u32 = 8192;
/** Size of the input area; bytes after the input may be read, but never count. */
export const INPUT_BYTES: u32 = 1 << 20;
/** Positions of the areas in memory; each field of a row has one array. */
export const INPUT: u32 = 1 << 16;
export const TYPES: u32 = INPUT + INPUT_BYTES;
export const DETACHEDNESS: u32 = TYPES + ROWS;
export const NAMES: u32 = DETACHEDNESS + ROWS;
/** Node ids or edge targets. */
export const IDS: u32 = NAMES + 4 * ROWS;
export const SIZES: u32 = IDS + 4 * ROWS;
export const EDGE_COUNTS: u32 = SIZES + 4 * ROWS;
/** Maximum number of node types that can be counted; snapshots with more types are read without the kernel. */
export const COUNTED_TYPES: u32 = 64;
/** For each type, the number of nodes (32 bits) and the sum of their sizes (a double). */
export const COUNTS: u32 = EDGE_COUNTS + 4 * ROWS;
export const SUMS: u32 = COUNTS + 4 * COUNTED_TYPES;
