/** What a walk sees in a slot; the states of an entry are those of a table's view. */
export type SeenEntry = 'empty' | 'live' | 'stale' | 'strong';

/**
 * One step of a walk. A key is given by its serial number.
 *
 * - `look`: a slot is read; `key` is `null` if it is empty.
 * - `expunge`: a stale entry is removed, and its slot is empty.
 * - `move`: a live entry behind an expunged one is placed again, from its home slot on; `from` and `to` are equal if no
 *   slot before its own was empty.
 * - `store`: a new entry fills an empty slot.
 * - `replace`: a new entry takes the slot of a stale one, whose key was `stale`.
 * - `swap`: the key's entry takes the new value and changes places with the stale entry in slot `to`.
 * - `overwrite`: the key's entry takes the new value.
 * - `grow`: an empty table of length `to` takes the place of one of length `from`.
 * - `copy`: an entry is copied from slot `from` of the shorter table to slot `to` of the longer one.
 */
export type WalkStep =
  | { readonly kind: 'look'; readonly slot: number; readonly entry: SeenEntry; readonly key: number | null }
  | { readonly kind: 'expunge' | 'store' | 'overwrite'; readonly slot: number; readonly key: number }
  | { readonly kind: 'replace'; readonly slot: number; readonly key: number; readonly stale: number }
  | {
      readonly kind: 'move' | 'swap' | 'copy';
      readonly from: number;
      readonly to: number;
      readonly key: number;
    }
  | { readonly kind: 'grow'; readonly from: number; readonly to: number };

/** What one operation of a map does, slot by slot, as numbers and strings: it refers to no object. */
export interface Walk {
  readonly operation: 'get' | 'set' | 'remove';
  /** Serial number of the key. */
  readonly key: number;
  /** Home slot of the key in the table before the operation. */
  readonly home: number;
  /** Length of the table before the operation. */
  readonly length: number;
  readonly steps: readonly WalkStep[];
  /** Number of further steps that were left out because there are too many. */
  readonly cut: number;
  readonly lengthAfter: number;
  /** Number of entries after the operation, including stale ones. */
  readonly sizeAfter: number;
}
