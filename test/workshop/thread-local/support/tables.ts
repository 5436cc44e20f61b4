import {
  type AnyThreadLocal,
  type InitializedThreadLocal,
  Thread,
  ThreadLocal,
  type ThreadLocalMap,
} from 'heapwitness/thread-local';
import { markCollected, resetHashCode } from '../../../../harness/workshop/thread-local/internals.js';

/** Calls `make` so that the thread-local it makes has the home slot `home` in every table that is long enough. */
export function keyAt<K>(home: number, make: () => K): K {
  resetHashCode(home);
  return make();
}

/** A plain thread-local with this home slot. */
export function plainAt<T>(home: number): ThreadLocal<T> {
  return keyAt(home, () => new ThreadLocal<T>());
}

/** A thread-local with this home slot and an initial value. */
export function suppliedAt<T>(home: number, supplier: () => T): InitializedThreadLocal<T> {
  return keyAt(home, () => ThreadLocal.withInitial(supplier));
}

/** Runs `body` in a fresh thread that inherits nothing, and answers what it answers. */
export function inFreshThread<R>(body: (thread: Thread) => R): R {
  const thread = new Thread('fresh', { inheritThreadLocals: false });
  return thread.run<R>(() => body(thread));
}

/** `length/size/threshold`, or `no map`. */
export function measures(map: ThreadLocalMap | null): string {
  return map === null ? 'no map' : `${map.table.length}/${map.size}/${map.threshold}`;
}

/** The filled slots of a table: `3:x 4:2` is a stale entry in slot 3, a live one with value 2 in slot 4. */
export function slots(map: ThreadLocalMap | null): string {
  if (map === null) return 'no map';
  return map.table
    .map((entry, slot) => {
      if (entry === undefined) return '';
      return `${slot}:${entry.deref() === undefined ? 'x' : String(entry.value)}`;
    })
    .filter((text) => text !== '')
    .join(' ');
}

/** Makes the entries of these keys stale, as if the keys had been collected. */
export function collectKeys(map: ThreadLocalMap | null, ...keys: readonly AnyThreadLocal[]): void {
  for (const key of keys) {
    const found = map?.table.find((entry) => entry?.serial === key.threadLocalSerial);
    if (found === undefined)
      throw new Error(`the map has no entry for the key of serial ${key.threadLocalSerial}`);
    markCollected(found);
  }
}
