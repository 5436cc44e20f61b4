import { Thread, ThreadLocal, type ThreadLocalMap } from 'heapwitness/thread-local';
// The one way to the map's private steps; no program can take it, and only the variant `resize` needs it.
import {
  expungeRun,
  grow,
  isStale,
  rehash,
  scanSomeSlots,
} from '../../harness/workshop/thread-local/internals.js';
import type { Operation } from './jdk-traces.js';

export class Value {
  readonly number: number;

  constructor(number: number) {
    this.number = number;
  }
}

const STEP = 0x61c88647;
const keys: (ThreadLocal<Value | null> | null)[] = [];

/** Makes keys and throws them away until the next one gets the home slot that the JDK's first key had. */
export function alignHashCodes({ hashBase, slots }: { hashBase: number; slots: number }): void {
  let next = (new ThreadLocal().threadLocalHashCode + STEP) | 0;
  while ((next & (slots - 1)) !== (hashBase & (slots - 1))) {
    next = (new ThreadLocal().threadLocalHashCode + STEP) | 0;
  }
}

/** Runs operations of a recording on the worker's own thread. */
export function run(operations: readonly Operation[]): void {
  for (const [letter, ...numbers] of operations) perform[letter]?.(numbers as number[]);
}

/** What each letter means; `c` drops the key, for the collector to find. */
const perform: Record<string, (numbers: number[]) => void> = {
  n: ([key = 0, kind = 0, skip = 0]) => {
    for (let skipped = 0; skipped < skip; skipped++) void new ThreadLocal();
    let calls = 0;
    const initial = (): Value => new Value(-(1000 * key + ++calls));
    keys[key] =
      (kind & 1) === 1 ? ThreadLocal.withInitial<Value | null>(initial) : new ThreadLocal<Value | null>();
  },
  s: ([key = 0, value]) => keyOf(key).set(value === null || value === undefined ? null : new Value(value)),
  g: ([key = 0]) => void keyOf(key).get(),
  r: ([key = 0]) => keyOf(key).remove(),
  c: ([key = 0]) => void (keys[key] = null),
  G: ([key = 0]) => void map().getEntry(keyOf(key)),
  R: () => rehash(map()),
  Z: () => grow(map()),
  X: ([position = 0]) => {
    const stale = slotsWhere(true);
    if (stale.length > 0) expungeRun(map(), stale[position % stale.length] ?? 0);
  },
  C: ([position = 0, control = 0]) => {
    const others = slotsWhere(false);
    scanSomeSlots(map(), others[position % others.length] ?? 0, control);
  },
};

function keyOf(key: number): ThreadLocal<Value | null> {
  const found = keys[key];
  if (found === null || found === undefined) throw new Error(`Key ${key} is gone.`);
  return found;
}

function map(): ThreadLocalMap {
  const found = Thread.currentThread().threadLocals;
  if (found === null) throw new Error('There is no map yet.');
  return found;
}

function slotsWhere(stale: boolean): number[] {
  return [...map().table.entries()]
    .filter(([, entry]) => (entry !== undefined && isStale(entry)) === stale)
    .map(([slot]) => slot);
}
