/** Where things lie in the memory that the kernel shares with its caller. */

/** Rows that one call takes at most. */
export const ROWS: u32 = 8192;
/** Bytes of the input area; what lies behind the input may be read, but never counts. */
export const INPUT_BYTES: u32 = 1 << 20;
/** Where the areas lie in memory; each field of a row has one array. */
export const INPUT: u32 = 1 << 16;
export const TYPES: u32 = INPUT + INPUT_BYTES;
export const DETACHEDNESS: u32 = TYPES + ROWS;
export const NAMES: u32 = DETACHEDNESS + ROWS;
/** Ids of nodes, targets of edges. */
export const IDS: u32 = NAMES + 4 * ROWS;
export const SIZES: u32 = IDS + 4 * ROWS;
export const EDGE_COUNTS: u32 = SIZES + 4 * ROWS;
/** Types of nodes that can be counted; what has more is read without the kernel. */
export const COUNTED_TYPES: u32 = 64;
/** Of each type: how many nodes there were (32 bits), and the sum of their sizes (a double). */
export const COUNTS: u32 = EDGE_COUNTS + 4 * ROWS;
export const SUMS: u32 = COUNTS + 4 * COUNTED_TYPES;
