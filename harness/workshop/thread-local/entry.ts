import { NO_SERIAL } from './key-numbers.js';
import type { ThreadLocal } from './thread-local.js';

/** A thread-local with values of any type: the key type of a map. */
export type AnyThreadLocal = ThreadLocal<unknown>;

/** One filled slot of a map: the usual weak-key `Entry`, or the strong-key variant for comparison. */
export type MapEntry = Entry | StrongKeyEntry;

/**
 * Entry of a `ThreadLocalMap`: it refers to its key weakly and to its value strongly. Once the key has been
 * collected the entry is *stale*: `deref()` returns `undefined`, but the value and the slot are kept.
 *
 * `serial` is the key's serial number. Keys are compared by it, because `deref()` is slower and would keep the key
 * alive until the end of the job.
 *
 * Source: JDK 17, `ThreadLocal.ThreadLocalMap.Entry`.
 *
 * Deviation: a `WeakRef` cannot be cleared. `clear()` makes the entry stale in every way that the map and a caller
 * of `deref()` can see, but the engine's own weak reference stays until the key is collected.
 */
export class Entry extends WeakRef<AnyThreadLocal> {
  value: unknown;
  serial: number;

  constructor(key: AnyThreadLocal, value: unknown) {
    super(key);
    this.value = value;
    this.serial = key.threadLocalSerial;
  }

  /** Returns the key, or `undefined` if it was collected or the entry cleared. Keeps it alive until the job ends. */
  override deref(): AnyThreadLocal | undefined {
    return this.serial === NO_SERIAL ? undefined : super.deref();
  }

  /** Makes the entry stale now, whether or not its key is alive. */
  clear(): void {
    this.serial = NO_SERIAL;
  }
}

/**
 * Entry of a `StrongKeyThreadLocalMap`: it refers to its key and its value strongly, so it is never stale while it is
 * in a table.
 */
export class StrongKeyEntry {
  key: AnyThreadLocal | null;
  value: unknown;
  serial: number;

  constructor(key: AnyThreadLocal, value: unknown) {
    this.key = key;
    this.value = value;
    this.serial = key.threadLocalSerial;
  }

  /** Returns the key, or `undefined` if the entry was cleared. */
  deref(): AnyThreadLocal | undefined {
    return this.key ?? undefined;
  }

  /** Releases the key. */
  clear(): void {
    this.key = null;
    this.serial = NO_SERIAL;
  }
}

/** Whether the entry is stale: its key was collected, or the entry was cleared. */
export function isStale(entry: MapEntry): boolean {
  return entry.deref() === undefined;
}
