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
 * weak and whose values are strong. When a key is collected, its entry becomes *stale*: it retains its value until some
 * operation happens to expunge it.
 *
 * The fields are plain public properties, so that tests and heap snapshots can read them; only the map writes them.
 * An operation that stays at the key's home slot takes constant time. Other operations take time proportional to the
 * length of a run of filled slots, and sometimes to that of the table.
 *
 * Source: JDK 17, `ThreadLocal.ThreadLocalMap`, replayed slot by slot against recordings of the real one.
 */
export class ThreadLocalMap {
  /** The slots; `undefined` is an empty one. The length is a power of two and never shrinks. */
  table: Table;
  /** Number of entries, including stale ones. */
  size: number;
  /** Size at which an insertion rehashes, unless it finds a stale entry to expunge. */
  threshold: number;

  /** Creates an empty map. @defaultValue `length` 16 */
  constructor(length: number = FIRST_LENGTH) {
    this.table = emptyTable(length);
    this.size = 0;
    this.threshold = thresholdOf(length);
  }

  /** Creates an entry of this map's kind. The strong-key variant overrides only this method. */
  newEntry(key: AnyThreadLocal, value: unknown): MapEntry {
    return new Entry(key, value);
  }

  /**
   * Returns the entry of a key; `undefined` if it has none.
   *
   * 1. Looks at the home slot: a hit there compares two integers and never calls `deref()`.
   * 2. Otherwise walks the run. At a stale entry it expunges the run from there and looks at the same slot again,
   *    because the key may have moved into it.
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
   * 1. Walks the run from the key's home. At the key's own entry: overwrites its value and returns.
   * 2. At a stale entry: stores the value there (see `replaceStale`), and does not check the threshold.
   * 3. At the empty slot: adds a new entry and scans some slots after it. If no entry was removed and the size has
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
   * Removes a key's entry, if there is one, and expunges the run from its slot. Stale entries before it in the run
   * stay.
   *
   * Source: JDK 17, `ThreadLocalMap.remove`.
   *
   * Deviation: the entry is cleared by `Entry.clear()`, which does not clear the engine's weak reference.
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
   * Puts an entry for an absent key into the first empty slot from its home on. Expunges nothing, and does not grow the
   * table. For a map's first entry and for copies.
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
