import type { SnapshotColumns, StringTable } from '../../snapshot/index.js';
import { lazy } from '../../../core/lazy.js';
import { NONE } from '../no-ordinal.js';
import { pairNameTest, parsePairName } from './weak-map-pair-name.js';

/**
 * The WeakMap pairs of a heap. V8 writes each pair twice, from the key and from the map's table, as internal edges to
 * the value whose names differ only in their first number: the value lives as long as key *and* table do.
 */
export interface WeakMapPairs {
  /** Number of pairs. */
  readonly count: number;
  /** The ids of the pairs' tables. */
  readonly tables: ReadonlySet<number>;
  /** Returns the pair, from 0, of which an edge with this name is one half, or `NONE`. By string index. */
  pairOf(name: number): number;
  /**
   * Returns the id of the table of the pair of which an edge with this name is one half, or `NONE`. By string index.
   */
  tableOf(name: number): number;
}

/** Which names count as those of pairs. */
export interface PairOptions {
  /**
   * Whether to do as Chrome DevTools, which misses pairs with a line break in the name of their key or value.
   *
   * @defaultValue false
   */
  readonly singleLine?: boolean;
}

/** Finds the pairs by the names of their edges, of which a heap can have hundreds of thousands. */
export function findWeakMapPairs(
  { strings }: SnapshotColumns,
  { singleLine = false }: PairOptions = {},
): WeakMapPairs {
  const tables = new Set<number>();
  // The table's id plus 1, by name from the first pair's name on; 0 for other names. Unwritten parts are never touched.
  let first = strings.count;
  let tableBy = new Uint32Array(0);
  let last = NONE;
  const tableIn = pairNameTest(singleLine);
  strings.each((name, bytes, start, end) => {
    const table = tableIn(bytes, start, end);
    if (table === NONE) return;
    if (tableBy.length === 0) {
      first = name;
      tableBy = new Uint32Array(strings.count - name);
    }
    tableBy[name - first] = table + 1;
    if (table !== last) tables.add(table);
    last = table;
  });
  // The index is below the number of strings, or the entry is undefined.
  const tableOf = (name: number): number => (tableBy[name - first] || NONE + 1) - 1;
  const pairs = lazy(() => numberPairs(strings, singleLine));
  return {
    get count() {
      return pairs().count;
    },
    tables,
    pairOf: (name) => pairs().pairOf(name),
    tableOf,
  };
}

function numberPairs(strings: StringTable, singleLine: boolean): Pick<WeakMapPairs, 'count' | 'pairOf'> {
  const byText = new Map<string, number>();
  const pairOf = new Map<number, number>();
  let greatest = -1;
  const tableIn = pairNameTest(singleLine);
  strings.each((name, bytes, start, end) => {
    if (tableIn(bytes, start, end) === NONE) return;
    const text = parsePairName(strings.at(name), singleLine)?.shared ?? '';
    const number = byText.get(text) ?? byText.size;
    byText.set(text, number);
    pairOf.set(name, number);
    greatest = name;
  });
  const [least = NONE] = pairOf.keys();
  return {
    count: byText.size,
    // Most names are not those of a pair and far from these: two comparisons save the lookup.
    pairOf: (name) => (name < least || name > greatest ? NONE : (pairOf.get(name) ?? NONE)),
  };
}
