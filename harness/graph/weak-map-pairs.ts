import type { SnapshotColumns, StringTable } from '../snapshot/index.js';
import { lazy } from './lazy.js';
import { NONE } from './none.js';
import { parsePairName, tableInPairName } from './pair-name.js';

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

/**
 * Finds the pairs by the names of their edges: one look at the end of each string. Which names belong together
 * is found when first asked for.
 */
export function findWeakMapPairs(
  { strings }: SnapshotColumns,
  { singleLine = false }: PairOptions = {},
): WeakMapPairs {
  const tables = new Set<number>();
  const names: number[] = [];
  const ids: number[] = [];
  strings.each((name, bytes, start, end) => {
    const table = tableInPairName(bytes, start, end, singleLine);
    if (table === NONE) return;
    names.push(name);
    ids.push(table);
    tables.add(table);
  });
  const tableOf = new NumberByName(names, ids);
  const pairs = lazy(() => numberPairs(strings, names, singleLine));
  return {
    get count() {
      return pairs().count;
    },
    tables,
    pairOf: (name) => pairs().numberOf.at(name),
    tableOf: (name) => tableOf.at(name),
  };
}

function numberPairs(
  strings: StringTable,
  names: readonly number[],
  singleLine: boolean,
): { readonly count: number; readonly numberOf: NumberByName } {
  const byText = new Map<string, number>();
  const numbers = names.map((name) => {
    const text = parsePairName(strings.at(name), singleLine)?.shared ?? '';
    const number = byText.get(text) ?? byText.size;
    byText.set(text, number);
    return number;
  });
  return { count: byText.size, numberOf: new NumberByName(names, numbers) };
}

/** A number for some names; most names have none, and are far from those that do. */
class NumberByName {
  readonly #least: number;
  readonly #numbers: Uint32Array;

  /** @param names ascending */
  constructor(names: readonly number[], numbers: readonly number[]) {
    this.#least = names[0] ?? 0;
    const length = names.length > 0 ? (names.at(-1) ?? 0) - this.#least + 1 : 0;
    this.#numbers = new Uint32Array(length).fill(NONE);
    for (let at = 0; at < names.length; at++)
      this.#numbers[(names[at] ?? 0) - this.#least] = numbers[at] ?? NONE;
  }

  at(name: number): number {
    return this.#numbers[name - this.#least] ?? NONE;
  }
}
