import type { SnapshotColumns } from '../snapshot/index.js';
import { NONE } from './none.js';

/**
 * The WeakMap pairs of a heap. V8 writes each pair twice, from the key and from the map's table, as internal edges to
 * the value whose names differ in their first number alone: the value lives as long as key *and* table do.
 */
export interface WeakMapPairs {
  /** How many pairs there are. */
  readonly count: number;
  /** The ids of their tables. */
  readonly tables: ReadonlySet<number>;
  /** The pair, from 0, that an edge of this name is half of, or `NONE`. By string index. */
  pairOf(name: number): number;
  /** The id of the table of the pair that an edge of this name is half of, or `NONE`. By string index. */
  tableOf(name: number): number;
}

/** How much of the names is understood. */
export interface PairOptions {
  /**
   * As Chrome DevTools, which does not see pairs with a line break in the name of their key or value.
   *
   * @defaultValue false
   */
  readonly singleLine?: boolean;
}

/** `3 / part of key (K @1) -> value (V @2) pair in WeakMap (table @3)`: what both halves share, and the table's id. */
const PAIR_NAME =
  /^\d+( \/ part of key \(.*? @\d+\) -> value \(.*? @\d+\) pair in WeakMap \(table @(\d+)\))$/;
const PAIR_NAME_OF_LINES = new RegExp(PAIR_NAME.source, 's');

/** Finds the pairs by the names of their edges: one search over the bytes of the strings. */
export function findWeakMapPairs(
  { strings }: SnapshotColumns,
  { singleLine = false }: PairOptions = {},
): WeakMapPairs {
  const pattern = singleLine ? PAIR_NAME : PAIR_NAME_OF_LINES;
  const pairs = new Map<string, number>();
  const byName = new Map<number, { readonly pair: number; readonly table: number }>();
  const tables = new Set<number>();
  let least = NONE;
  let greatest = 0;
  for (const name of strings.indexesContaining('pair in WeakMap (table @')) {
    const [, shared, table] = pattern.exec(strings.at(name)) ?? [];
    if (shared === undefined) continue;
    const pair = pairs.get(shared) ?? pairs.size;
    pairs.set(shared, pair);
    tables.add(Number(table));
    byName.set(name, { pair, table: Number(table) });
    least = Math.min(least, name);
    greatest = Math.max(greatest, name);
  }
  // Most names are none of a pair, and far from those that are: two comparisons spare the lookup.
  const find = (name: number): { pair: number; table: number } | undefined =>
    name < least || name > greatest ? undefined : byName.get(name);
  return {
    count: pairs.size,
    tables,
    pairOf: (name) => find(name)?.pair ?? NONE,
    tableOf: (name) => find(name)?.table ?? NONE,
  };
}
