import type { NodeOrdinal } from '../core/units.js';
import type { HeapGraph } from '../heap/graph/index.js';
import { countEntries, readThreadLocalTables } from './tables/index.js';
import type { TableView } from './tables/index.js';

const STRONG_ENTRY_CLASS = 'StrongKeyEntry';

/** The thread-local classes that are always counted, in addition to the value classes. */
export const KEY_CLASS = 'ThreadLocal';
export const ENTRY_CLASSES: readonly string[] = ['Entry', STRONG_ENTRY_CLASS];

/** All thread-local classes that can be counted; their instances are never values. */
export const SUBJECT_CLASSES: readonly string[] = [
  KEY_CLASS,
  ...ENTRY_CLASSES,
  'Binding',
  'BindingDisposedError',
  'InheritableThreadLocal',
  'InvalidFunctionError',
  'ScopedValue',
  'StrongKeyThreadLocalMap',
  'SuppliedThreadLocal',
  'Thread',
  'ThreadLocalError',
  'ThreadLocalMap',
  'ThreadStateError',
  'ThreadTerminatedError',
  'UnboundScopedValueError',
  'UnsupportedOperationError',
];

/**
 * Returns the classes to count with V8. Each query costs a full GC, so strong entries are skipped if no table contains
 * any.
 */
export function classesToQuery(counted: readonly string[], tables: readonly TableView[]): string[] {
  const anyStrong = tables.some(({ slots }) => slots.some(({ state }) => state === 'strong'));
  return counted.filter((name) => anyStrong || name !== STRONG_ENTRY_CLASS);
}

/** One count, as each of the three witnesses took it; `null` if that witness cannot take it. */
export interface WitnessedCount {
  readonly what: string;
  readonly walk: number | null;
  readonly snapshot: number | null;
  readonly queryObjects: number | null;
}

/**
 * Keys, values and entries of an isolate's thread-locals, counted in three ways.
 */
export interface Census {
  /** Number of live `ThreadLocal` instances, including subclasses. */
  readonly keys: number;
  /** Number of live instances of the value classes, including subclasses; one of several classes counts once. */
  readonly values: number;
  readonly entries: number;
  readonly staleEntries: number;
  readonly witnesses: readonly WitnessedCount[];
  /** The counts that differ, as sentences; empty if all agree. */
  readonly disagreements: readonly string[];
  /** The tables, as read from the snapshot. */
  readonly tables: readonly TableView[];
}

/**
 * Combines the counts of the three witnesses.
 *
 * @param tables the live tables, as the agent walked them
 * @param queried number of instances by class name, as V8 counted them; classes other than the subject's are the values
 * @param heap the snapshot that was taken after both
 */
export function censusOf(
  tables: readonly TableView[],
  queried: Record<string, number>,
  heap: HeapGraph,
): Census {
  const seen = readThreadLocalTables(heap);
  const walked = countEntries(tables);
  const captured = countEntries(seen);
  const instances = (name: string): NodeOrdinal[] => heap.instances(name, { subclasses: true });
  const count = (name: string): number => instances(name).length;
  const countedRow = (what: string, name: string): WitnessedCount =>
    row(what, null, count(name), queried[name]);
  const valueClasses = Object.keys(queried).filter((name) => !SUBJECT_CLASSES.includes(name));
  const otherClasses = Object.keys(queried).filter(
    (name) => SUBJECT_CLASSES.includes(name) && name !== KEY_CLASS && !ENTRY_CLASSES.includes(name),
  );
  const witnesses: WitnessedCount[] = [
    countedRow('keys', KEY_CLASS),
    ...valueClasses.map((name) => countedRow(`values (${name})`, name)),
    ...otherClasses.map((name) => countedRow(`instances (${name})`, name)),
    row('entries', walked.entries, captured.entries, sumOf(queried, ENTRY_CLASSES)),
    row('live entries', walked.liveEntries, captured.liveEntries, undefined),
    row('stale entries', walked.staleEntries, captured.staleEntries, undefined),
  ];
  return {
    keys: count(KEY_CLASS),
    values: new Set(valueClasses.flatMap(instances)).size,
    entries: captured.entries,
    staleEntries: captured.staleEntries,
    witnesses,
    disagreements: [...witnesses.flatMap(disagreement), ...slotDisagreement(tables, seen)],
    tables: withNumbers(seen, tables),
  };
}

/** Returns the tables of a snapshot, with what only the live tables show: values that are numbers or booleans, and keys. */
function withNumbers(seen: readonly TableView[], walked: readonly TableView[]): TableView[] {
  const place = ({ thread, field }: TableView): string => JSON.stringify([thread, field]);
  const live = new Map(
    walked.map((table) => [place(table), new Map(table.slots.map((one) => [one.slot, one]))]),
  );
  return seen.map((table) => ({
    ...table,
    slots: table.slots.map((one) => {
      const { hasValue = false, key = null, home = null } = live.get(place(table))?.get(one.slot) ?? {};
      return { ...one, hasValue: one.hasValue || hasValue, key, home };
    }),
  }));
}

function row(
  what: string,
  walk: number | null,
  snapshot: number,
  queryObjects: number | undefined,
): WitnessedCount {
  return { what, walk, snapshot, queryObjects: queryObjects ?? null };
}

function sumOf(queried: Record<string, number>, names: readonly string[]): number | undefined {
  const counts = names.flatMap((name) => queried[name] ?? []);
  return counts.length === 0 ? undefined : counts.reduce((sum, one) => sum + one, 0);
}

function disagreement({ what, walk, snapshot, queryObjects }: WitnessedCount): string[] {
  const counts = [walk, snapshot, queryObjects].filter((count) => count !== null);
  if (new Set(counts).size <= 1) return [];
  const said = [
    `the live table ${walk ?? '–'}`,
    `the snapshot ${snapshot ?? '–'}`,
    `v8.queryObjects ${queryObjects ?? '–'}`,
  ];
  return [`${what}: ${said.join(', ')}`];
}

function slotDisagreement(walked: readonly TableView[], captured: readonly TableView[]): string[] {
  const picture = (tables: readonly TableView[]): string => tables.map(tablePicture).sort().join('; ');
  const [inTable, inSnapshot] = [picture(walked), picture(captured)];
  if (inTable === inSnapshot) return [];
  return [
    `slots: the live tables are ${inTable || 'none'}, those in the snapshot ${inSnapshot || 'none'}. ` +
      'If a thread is missing from the live tables, export threads() from the worker module, and return that thread from it.',
  ];
}

function tablePicture({ thread, field, length, slots }: TableView): string {
  return `${thread}.${field}[${length}] ${slots.map(({ slot, state }) => `${slot}:${state}`).join(' ')}`;
}
