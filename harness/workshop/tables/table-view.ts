/**
 * One filled slot of a thread-local table. `live`: the key is alive; `stale`: the key was collected and the value is
 * still there; `strong`: the entry holds its key strongly, so it can never become stale.
 */
export interface SlotView {
  readonly slot: number;
  readonly state: 'live' | 'stale' | 'strong';
  /**
   * Whether the entry has a value: false for `null` and `undefined`. A snapshot alone does not show numbers and booleans
   * either: read from one, this is false for these, too.
   */
  readonly hasValue: boolean;
  /** Serial number of the key; `null` if the table was read from a snapshot alone, which does not show numbers. */
  readonly key: number | null;
  /** Home slot of the key in this table; `null` like `key`. */
  readonly home: number | null;
}

/**
 * The table of one `ThreadLocalMap`, as one witness saw it. Empty slots are left out.
 */
export interface TableView {
  /** Name of the thread that owns the map; `null` if no thread refers to the map any more. */
  readonly thread: string | null;
  /** Which of the thread's two maps. */
  readonly field: 'threadLocals' | 'inheritableThreadLocals' | null;
  /** Number of slots, a power of two. */
  readonly length: number;
  /** Filled slots, ascending. */
  readonly slots: readonly SlotView[];
}

/** Numbers of entries in a set of tables. */
export interface EntryCounts {
  readonly entries: number;
  readonly liveEntries: number;
  readonly staleEntries: number;
}

/** Counts the entries of several tables; an entry with a strong key counts as live. */
export function countEntries(tables: readonly TableView[]): EntryCounts {
  const slots = tables.flatMap((table) => table.slots);
  const staleEntries = slots.filter(({ state }) => state === 'stale').length;
  return { entries: slots.length, liveEntries: slots.length - staleEntries, staleEntries };
}
