import type { TableView } from '../../workshop/index.js';
import { visibleText } from '../../core/escape-control-characters.js';
import type { Observation } from '../../workshop/index.js';
import { fitToShow } from './fit-to-show.js';

/** One look into one worker's heap, as a report shows it. */
export interface ShownLook extends Omit<Observation, 'witnesses' | 'tables'> {
  readonly witnesses: readonly ShownCount[];
  readonly tables: readonly ShownTable[];
  /** Number of tables that were left out because there are too many. */
  readonly moreTables: number;
}

/** A count by three witnesses, and whether those that can take it agree. */
export type ShownCount = Observation['witnesses'][number] & { readonly agree: boolean };

/** One thread-local table. */
export interface ShownTable {
  /** For example `main.threadLocals`; empty if no thread owns the table any more. */
  readonly owner: string;
  /**
   * One character per slot: `L` live, `S` stale, `K` held by a strong key, in lower case if the entry has no value; `.`
   * empty.
   */
  readonly slots: string;
}

const MAX_TABLES = 16;
const MAX_NAME_LENGTH = 100;

const LETTERS: Readonly<Record<TableView['slots'][number]['state'], string>> = {
  live: 'L',
  stale: 'S',
  strong: 'K',
};

/** Returns one look as a report shows it. */
export function shownLook({ tables, witnesses, ...rest }: Observation): ShownLook {
  return {
    ...fitToShow(rest),
    witnesses: fitToShow(witnesses).map((count) => ({ ...count, agree: doAgree(count) })),
    tables: tables.slice(0, MAX_TABLES).map(shownTable),
    moreTables: Math.max(0, tables.length - MAX_TABLES),
  };
}

function doAgree({ walk, snapshot, queryObjects }: Observation['witnesses'][number]): boolean {
  return new Set([walk, snapshot, queryObjects].filter((count) => count !== null)).size <= 1;
}

function shownTable({ thread, field, length, slots }: TableView): ShownTable {
  const letters = Array.from({ length }, () => '.');
  for (const { slot, state, hasValue } of slots)
    letters[slot] = hasValue ? LETTERS[state] : LETTERS[state].toLowerCase();
  const owner = [thread, field].filter((part) => part !== null).join('.');
  return { owner: visibleText(owner, MAX_NAME_LENGTH), slots: letters.join('') };
}
