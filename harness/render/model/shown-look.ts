import type { CallWalk, TableView } from '../../workshop/index.js';
import { visibleText } from '../../core/escape-control-characters.js';
import type { Observation } from '../../workshop/index.js';
import { fitToShow } from './fit-to-show.js';

/** One look into one worker's heap, as a report shows it. */
export interface ShownLook extends Omit<Observation, 'witnesses' | 'tables' | 'walks'> {
  readonly witnesses: readonly ShownCount[];
  readonly tables: readonly ShownTable[];
  /** Number of tables that were left out because there are too many. */
  readonly moreTables: number;
  readonly walks: ShownWalks;
}

/** The walks of the calls since the previous look into the same worker. */
export interface ShownWalks {
  /** The walks of the last calls, in the order of the calls. */
  readonly shown: readonly ShownWalk[];
  /** Number of calls before these. */
  readonly more: number;
}

/** What one call did, slot by slot. */
export interface ShownWalk extends Omit<CallWalk, 'thread' | 'field'> {
  /** That of the table in {@link ShownLook.tables}; empty if the table is not that of the current thread. */
  readonly owner: string;
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
  /** The entries whose keys are known, by ascending slot. */
  readonly entries: readonly ShownEntry[];
}

/** The key of one entry. */
export interface ShownEntry {
  readonly slot: number;
  /** Serial number of the key. */
  readonly key: number;
  /** Home slot of the key. */
  readonly home: number;
}

const MAX_TABLES = 16;
const MAX_WALKS = 4;
const MAX_NAME_LENGTH = 100;

const LETTERS: Readonly<Record<TableView['slots'][number]['state'], string>> = {
  live: 'L',
  stale: 'S',
  strong: 'K',
};

/** Returns one look as a report shows it. */
export function shownLook({ tables, witnesses, walks, ...rest }: Observation): ShownLook {
  return {
    ...fitToShow(rest),
    witnesses: fitToShow(witnesses).map((count) => ({ ...count, agree: doAgree(count) })),
    tables: tables.slice(0, MAX_TABLES).map(shownTable),
    moreTables: Math.max(0, tables.length - MAX_TABLES),
    walks: shownWalks(walks),
  };
}

function doAgree({ walk, snapshot, queryObjects }: Observation['witnesses'][number]): boolean {
  return new Set([walk, snapshot, queryObjects].filter((count) => count !== null)).size <= 1;
}

function shownTable({ thread, field, length, slots }: TableView): ShownTable {
  const letters = Array.from({ length }, () => '.');
  for (const { slot, state, hasValue } of slots)
    letters[slot] = hasValue ? LETTERS[state] : LETTERS[state].toLowerCase();
  return {
    owner: ownerOf(thread, field),
    slots: letters.join(''),
    entries: slots.flatMap(({ slot, key, home }) =>
      key === null || home === null ? [] : [{ slot, key, home }],
    ),
  };
}

function shownWalks({ count, kept }: Observation['walks']): ShownWalks {
  const shown = kept.slice(-MAX_WALKS).map(shownWalk);
  return { shown, more: count - shown.length };
}

function shownWalk({ thread, field, ...walk }: CallWalk): ShownWalk {
  return { ...fitToShow(walk), owner: thread === null ? '' : ownerOf(thread, field) };
}

function ownerOf(thread: string | null, field: string | null): string {
  const owner = [thread, field].filter((part) => part !== null).join('.');
  return visibleText(owner, MAX_NAME_LENGTH);
}
