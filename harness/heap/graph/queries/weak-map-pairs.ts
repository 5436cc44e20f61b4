import type { SnapshotColumns, StringTable } from '../../snapshot/index.js';
import { lazy } from '../computed-once.js';
import { NONE } from '../no-ordinal.js';
import { pairNameTest, parsePairName } from './weak-map-pair-name.js';

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

/** Finds the pairs by the names of their edges, of which a heap can have hundreds of thousands. */
export function findWeakMapPairs(
  { strings }: SnapshotColumns,
  { singleLine = false }: PairOptions = {},
): WeakMapPairs {
  const tables = new Set<number>();
  // The table's id and 1, by name from the first one of a pair on; 0 for other names. Only what is written is touched.
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
  // Below the number of strings, or undefined.
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
    // Most names are none of a pair, and far from those that are: two comparisons spare the lookup.
    pairOf: (name) => (name < least || name > greatest ? NONE : (pairOf.get(name) ?? NONE)),
  };
}
