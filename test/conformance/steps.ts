import { RecordedTable, type SlotState, type TableState } from './table-state.js';
import type { Operation, Trace } from './trace.js';

/** One recorded operation, with the whole table before and after it. */
export interface RecordedStep {
  readonly trace: Trace;
  readonly index: number;
  readonly operation: Operation;
  /** The key that the operation is about; `undefined` if it is about none. */
  readonly key: number | undefined;
  /** Whether that key has an initial value. */
  readonly hasInitialValue: boolean;
  readonly before: TableState;
  readonly after: TableState;
  /** The last values of keys in threads of this trace that have ended. */
  readonly ended: ReadonlyMap<number, number | null>;
}

const NO_MAP: TableState = { result: null, length: 0, size: 0, threshold: 0, slots: [] };
const WITH_KEY = new Set('nsgrcG');

/** Unfolds a trace: all of its operations, each with the tables around it. */
export function* stepsOf(trace: Trace): Generator<RecordedStep> {
  const table = new RecordedTable();
  const initial = new Set<number>();
  const ended = new Map<number, number | null>();
  let before = NO_MAP;
  for (const [index, operation] of trace.ops.entries()) {
    const state = trace.states[index];
    if (state === undefined) throw new Error(`${trace.id} has no state ${index}`);
    const recorded = table.advance(state);
    const after = { ...recorded, slots: [...recorded.slots] };
    const [first = 0, kind = 0] = operation.operands;
    if (operation.name === 'n' && (kind & 1) === 1) initial.add(first);
    const key = WITH_KEY.has(operation.name) ? first : undefined;
    const hasInitialValue = key !== undefined && initial.has(key);
    yield { trace, index, operation, key, hasInitialValue, before, after, ended };
    if (operation.name === 'x') for (const [number, value] of liveEntries(before)) ended.set(number, value);
    before = after;
  }
}

/** The keys that are there, and their values. */
export function liveEntries({ slots }: TableState): Map<number, number | null> {
  return new Map(slots.filter((slot) => isLive(slot)));
}

export function staleCount({ slots }: TableState): number {
  return slots.filter((slot) => isStale(slot)).length;
}

export function isStale(slot: SlotState | undefined): boolean {
  return slot !== null && slot !== undefined && slot[0] < 0;
}

function isLive(slot: SlotState): slot is NonNullable<SlotState> {
  return slot !== null && slot[0] >= 0;
}

/** The slot of a key; -1 if it is not there. */
export function slotOf({ slots }: TableState, key: number | undefined): number {
  return slots.findIndex((slot) => slot !== null && slot[0] === key);
}

/** The slots from one up to the next empty one, round the end of the table; without that one. */
export function runFrom({ slots, length }: TableState, first: number): number[] {
  const run: number[] = [];
  for (let slot = first; (slots[slot] ?? null) !== null && run.length < length; slot = (slot + 1) % length) {
    run.push(slot);
  }
  return run;
}

/** The home slot of the operation's key in the table before it. */
export function homeSlot({ trace, key = 0, before }: RecordedStep): number {
  return (trace.hashes[key] ?? 0) & (before.length - 1);
}

/** How many slots a key stands behind its home slot. */
export function distance(step: RecordedStep, slot: number): number {
  return (slot - homeSlot(step) + step.before.length) % step.before.length;
}
