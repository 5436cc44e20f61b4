import { homeSlot, nextSlot, placeEntry } from './slots.js';
import type { ThreadLocalMap } from './thread-local-map.js';

/**
 * Removes the entry at `slot`, which must be stale, and rehashes the rest of its run. Returns the empty slot that ends
 * the run.
 *
 * 1. Empties the slot and releases the value.
 * 2. Walks on to the next empty slot. Stale entries on the way are removed, too. A live entry that is not in its home
 *    slot is moved to the first empty slot from its home on, so that no search stops too soon.
 *
 * Slots before `slot` are not visited: stale entries there stay.
 *
 * Source: JDK 17, `ThreadLocalMap.expungeStaleEntry`.
 */
export function expungeRun(map: ThreadLocalMap, slot: number): number {
  const table = map.table;
  const length = table.length;
  dropEntry(map, slot);

  let cursor = nextSlot(slot, length);
  for (let entry = table[cursor]; entry !== undefined; entry = table[cursor]) {
    const key = entry.deref();
    if (key === undefined) {
      dropEntry(map, cursor);
    } else {
      const home = homeSlot(key.threadLocalHashCode, length);
      if (home !== cursor) {
        table[cursor] = undefined;
        placeEntry(table, entry, home);
      }
    }
    cursor = nextSlot(cursor, length);
  }
  return cursor;
}

/** Removes all stale entries, slot by slot in ascending order. Source: JDK 17, `ThreadLocalMap.expungeStaleEntries`. */
export function expungeAll(map: ThreadLocalMap): void {
  const table = map.table;
  for (let slot = 0; slot < table.length; slot++) {
    const entry = table[slot];
    if (entry !== undefined && entry.deref() === undefined) expungeRun(map, slot);
  }
}

/**
 * Scans a few slots after `slot` for stale entries: a compromise between no scan, which is fast but retains garbage,
 * and a full scan. Returns whether anything was removed.
 *
 * 1. Looks at the next slot.
 * 2. If its entry is stale, expunges the run from there, goes on from the slot that ends the run, and resets the count
 *    to the table's length.
 * 3. Halves the count, and stops at zero. So it looks at floor(log2(count)) + 1 slots if none is stale.
 *
 * Source: JDK 17, `ThreadLocalMap.cleanSomeSlots`.
 */
export function scanSomeSlots(map: ThreadLocalMap, slot: number, count: number): boolean {
  const table = map.table;
  const length = table.length;
  let cursor = slot;
  let left = count;
  let removed = false;
  do {
    cursor = nextSlot(cursor, length);
    const entry = table[cursor];
    if (entry !== undefined && entry.deref() === undefined) {
      left = length;
      removed = true;
      cursor = expungeRun(map, cursor);
    }
    left >>>= 1;
  } while (left !== 0);
  return removed;
}

function dropEntry(map: ThreadLocalMap, slot: number): void {
  const entry = map.table[slot];
  // The entry may still be referenced elsewhere; its value must not outlive its place in the table.
  if (entry !== undefined) entry.value = null;
  map.table[slot] = undefined;
  map.size -= 1;
}
