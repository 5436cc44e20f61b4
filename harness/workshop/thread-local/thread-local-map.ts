import { type AnyThreadLocal, Entry, isStale, type MapEntry } from './entry.js';
import { expungeRun, scanSomeSlots } from './expunge.js';
import { rehash } from './rehash.js';
import { replaceStale } from './replace-stale.js';
import {
  emptyTable,
  FIRST_LENGTH,
  homeSlot,
  nextSlot,
  placeEntry,
  type Table,
  thresholdOf,
} from './slots.js';

/**
 * The map behind the thread-locals of one thread: an open-addressing hash table with linear probing, whose keys are
 * weak and whose values are strong. A key that is collected leaves its entry, and so its value, behind as *stale*
 * until some operation happens to walk over it.
 *
 * The fields are plain public properties, so that tests and heap snapshots can read them; only the map writes them.
 * An operation that stays at the key's home slot takes constant time; others take the length of a run of filled
 * slots, and now and then that of the table.
 *
 * Source: JDK 17, `ThreadLocal.ThreadLocalMap`, replayed slot by slot against recordings of the real one.
 */
export class ThreadLocalMap {
  /** Index = slot; `undefined` = empty. The length is a power of two and never shrinks. */
  table: Table;
  /** How many slots are not empty, stale entries included. */
  size: number;
  /** An insertion that reaches this size, and finds nothing to clean, rehashes. */
  threshold: number;

  /** Makes an empty map. @defaultValue `length` 16 */
  constructor(length: number = FIRST_LENGTH) {
    this.table = emptyTable(length);
    this.size = 0;
    this.threshold = thresholdOf(length);
  }

  /** Makes an entry of this map's kind. The one thing in which the strong-key variant differs. */
  newEntry(key: AnyThreadLocal, value: unknown): MapEntry {
    return new Entry(key, value);
  }

  /**
   * Looks a key up; `undefined` when absent.
   *
   * 1. Looks at the home slot: a hit there compares two integers and never calls `deref()`.
   * 2. Otherwise walks the run. Where it meets a stale entry it expunges the run from there and looks at the same
   *    slot again, for the key may have moved into it.
   *
   * Source: JDK 17, `ThreadLocalMap.getEntry` and `getEntryAfterMiss`.
   */
  getEntry(key: AnyThreadLocal): MapEntry | undefined {
    const table = this.table;
    const home = key.threadLocalHashCode & (table.length - 1);
    const entry = table[home];
    if (entry === undefined || entry.serial === key.threadLocalSerial) return entry;
    return this.getEntryAfterMiss(key, home);
  }

  /**
   * Stores a value under a key.
   *
   * 1. Walks the run from the key's home. The key's own entry: overwrites its value, and nothing else.
   * 2. A stale entry: stores the value there (see `replaceStale`), and checks no threshold.
   * 3. The empty slot: a new entry. Scans some slots after it; if there was nothing to remove and the size has
   *    reached the threshold, rehashes.
   *
   * Source: JDK 17, `ThreadLocalMap.set`.
   */
  set(key: AnyThreadLocal, value: unknown): void {
    const table = this.table;
    const length = table.length;
    let slot = homeSlot(key.threadLocalHashCode, length);
    for (let entry = table[slot]; entry !== undefined; entry = table[slot]) {
      if (entry.serial === key.threadLocalSerial) {
        entry.value = value;
        return;
      }
      if (isStale(entry)) {
        replaceStale(this, key, value, slot);
        return;
      }
      slot = nextSlot(slot, length);
    }

    table[slot] = this.newEntry(key, value);
    this.size += 1;
    const size = this.size;
    if (!scanSomeSlots(this, slot, size) && size >= this.threshold) rehash(this);
  }

  /**
   * Removes a key's entry, if there is one, and expunges the run from its slot. Stale entries met before it are
   * stepped over and stay.
   *
   * Source: JDK 17, `ThreadLocalMap.remove`.
   *
   * Deviation: the entry is cleared as `Entry.clear()` says; the engine's weak reference is not.
   */
  remove(key: AnyThreadLocal): void {
    const table = this.table;
    const length = table.length;
    let slot = homeSlot(key.threadLocalHashCode, length);
    for (let entry = table[slot]; entry !== undefined; entry = table[slot]) {
      if (entry.serial === key.threadLocalSerial) {
        entry.clear();
        expungeRun(this, slot);
        return;
      }
      slot = nextSlot(slot, length);
    }
  }

  /**
   * Puts an entry for an absent key into the first empty slot from its home on, and does nothing else: no cleaning, no
   * growth. For a map's first entry and for copies.
   */
  insert(key: AnyThreadLocal, value: unknown): void {
    placeEntry(this.table, this.newEntry(key, value), homeSlot(key.threadLocalHashCode, this.table.length));
    this.size += 1;
  }

  private getEntryAfterMiss(key: AnyThreadLocal, home: number): MapEntry | undefined {
    const table = this.table;
    let slot = home;
    let entry = table[slot];
    while (entry !== undefined && entry.serial !== key.threadLocalSerial) {
      if (isStale(entry)) expungeRun(this, slot);
      else slot = nextSlot(slot, table.length);
      entry = table[slot];
    }
    return entry;
  }
}
