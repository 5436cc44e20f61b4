import type { ThreadLocalMap } from 'heapwitness/thread-local';
import type { RecordedState } from './trace.js';

/** A slot of a table: empty, or a key's number (−1 in a stale entry) and the value. */
export type SlotState = readonly [key: number, value: number | null] | null;

/** What can be seen after one operation. */
export interface TableState {
  readonly result: number | null;
  readonly length: number;
  readonly size: number;
  readonly threshold: number;
  readonly slots: readonly SlotState[];
}

/** Where two states differ first; each side in words. */
export interface Difference {
  /** `result`, `length`, `size`, `threshold`, `slot 3`, `hash` or `fnv`. */
  readonly where: string;
  readonly expected: string;
  readonly got: string;
}

const STALE = -1;
const EMPTY = -2;

/** Unfolds the recorded changes of slots into whole states. Before the first operation there is no map. */
export class RecordedTable {
  private slots: SlotState[] = [];

  /** Applies the next recorded state and answers it in full. The slots are a live view: read before the next call. */
  advance({ result, length, size, threshold, changes }: RecordedState): TableState {
    if (length !== this.slots.length) this.slots = Array.from<SlotState>({ length }).fill(null);
    for (const { slot, key, value } of changes) this.slots[slot] = key === EMPTY ? null : [key, value];
    return { result, length, size, threshold, slots: this.slots };
  }
}

/** Reads a map's present state. `numberOf` tells a key's number by its serial number. */
export function readTable(
  map: ThreadLocalMap | null,
  result: number | null,
  numberOf: ReadonlyMap<number, number>,
): TableState {
  if (map === null) return { result, length: 0, size: 0, threshold: 0, slots: [] };
  const slots = map.table.map((entry): SlotState => {
    if (entry === undefined) return null;
    const key = entry.deref() === undefined ? STALE : (numberOf.get(entry.serial) ?? Number.NaN);
    // A recorded value is an integer or null; NaN equals neither.
    return [key, entry.value === null || typeof entry.value === 'number' ? entry.value : Number.NaN];
  });
  return { result, length: slots.length, size: map.size, threshold: map.threshold, slots };
}

/** The first difference of two states, or `undefined` when they are equal. */
export function compareStates(expected: TableState, got: TableState): Difference | undefined {
  for (const field of ['result', 'length', 'size', 'threshold'] as const) {
    if (expected[field] !== got[field]) {
      return { where: field, expected: String(expected[field]), got: String(got[field]) };
    }
  }
  for (let slot = 0; slot < expected.length; slot++) {
    const wanted = expected.slots[slot] ?? null;
    const seen = got.slots[slot] ?? null;
    if (wanted?.[0] !== seen?.[0] || wanted?.[1] !== seen?.[1]) {
      return { where: `slot ${slot}`, expected: describeSlot(wanted), got: describeSlot(seen) };
    }
  }
  return undefined;
}

/** The state in the one-line form that the recordings' checksums are made from. */
export function describeState(state: TableState): string {
  const slots: string[] = [];
  state.slots.forEach((slot, index) => {
    if (slot !== null) slots.push(`${index}:${slot[0] === STALE ? 'x' : slot[0]}:${slot[1]}`);
  });
  return `${state.result}|${state.length}|${state.size}|${state.threshold}|${slots.join(',')}`;
}

/** FNV-1a, 32 bits, unsigned, of an ASCII text. */
export function fnv1a(text: string): number {
  let hash = 2166136261;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 16777619);
  return hash >>> 0;
}

function describeSlot(slot: SlotState): string {
  if (slot === null) return 'empty';
  return slot[0] === STALE ? `a stale entry with value ${slot[1]}` : `key ${slot[0]} with value ${slot[1]}`;
}
