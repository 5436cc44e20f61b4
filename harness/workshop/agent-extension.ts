import type { AgentExtension } from '../isolates/agent/index.js';
import type { SlotView, TableView } from './tables/index.js';
import type { MapEntry, Thread as ThreadClass } from './thread-local/index.js';
import { type LookWalks, WalkLog } from './walk-log.js';

type MapField = 'threadLocals' | 'inheritableThreadLocals';
const FIELDS: readonly MapField[] = ['threadLocals', 'inheritableThreadLocals'];

// The subject is loaded only when a walk or a count is requested, so that other modules' heaps stay free of it.

export const handlers: AgentExtension['handlers'] = {
  walk: (_, userModule) => walkTables(userModule),
  recordWalks,
  takeWalks: (): LookWalks => log.take(),
};

const log = new WalkLog();

/** Records the walks of all calls from now on. They consist of numbers and strings, so nothing is kept alive by them. */
async function recordWalks(): Promise<void> {
  const { recordCalls } = await import('./thread-local/internals.js');
  recordCalls((walk) => log.add(walk));
}

/** Returns all classes of the subject, including one that is not exported to users: only a function creates it. */
export async function countableClasses(): Promise<Record<string, unknown>> {
  const exported = await import('./thread-local/index.js');
  const { SuppliedThreadLocal } = await import('./thread-local/internals.js');
  return { ...exported, SuppliedThreadLocal };
}

/**
 * Walks the live tables of the isolate's root thread, and of every thread that the module's own export `threads()`
 * returns, and reports which slots are live and which stale. Nothing is collected or expunged. Dereferencing a key
 * keeps it alive until the current job ends: yield a macrotask before collecting.
 */
async function walkTables(module: Readonly<Record<string, unknown>>): Promise<TableView[]> {
  const { Thread } = await import('./thread-local/index.js');
  const { hashCodeOf, homeSlot } = await import('./thread-local/internals.js');
  const more = typeof module['threads'] === 'function' ? (module['threads'] as () => ThreadClass[])() : [];
  const threads = new Set([Thread.currentThread(), ...more]);
  // The hash code of a collected key is known from its serial number.
  const homeOf = (serial: number, length: number): number => homeSlot(hashCodeOf(serial), length);
  return [...threads].flatMap((thread) => FIELDS.flatMap((field) => viewOf(thread, field, homeOf)));
}

function viewOf(
  thread: ThreadClass,
  field: MapField,
  homeOf: (serial: number, length: number) => number,
): TableView[] {
  const map = thread[field];
  if (map === null) return [];
  makeFlat(thread.name);
  const slots: SlotView[] = [];
  map.table.forEach((entry: MapEntry | null | undefined, slot: number) => {
    if (entry === null || entry === undefined) return;
    const { value, serial } = entry;
    const hasValue = value !== null && value !== undefined;
    slots.push({
      slot,
      state: stateOf(entry),
      hasValue,
      key: serial,
      home: homeOf(serial, map.table.length),
    });
  });
  return [{ thread: thread.name, field, length: map.table.length, slots }];
}

/**
 * Makes V8 store this string flat: a snapshot does not contain the text of a sliced string. V8 replaces a string that
 * is used as a property name with a flat one wherever it is referenced.
 */
function makeFlat(text: string): void {
  const named: Record<string, boolean> = {};
  named[text] = true;
}

function stateOf(entry: MapEntry): SlotView['state'] {
  if (!(entry instanceof WeakRef)) return 'strong';
  return entry.deref() === undefined ? 'stale' : 'live';
}
