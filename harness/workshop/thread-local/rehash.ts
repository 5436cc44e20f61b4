import { expungeAll } from './expunge.js';
import { emptyTable, homeSlot, placeEntry, thresholdOf } from './slots.js';
import type { ThreadLocalMap } from './thread-local-map.js';

/**
 * Removes all stale entries, then doubles the table if the size is still at least three quarters of the threshold.
 * This bound is lower than the threshold so that a map does not rehash again at once.
 *
 * Source: JDK 17, `ThreadLocalMap.rehash`.
 */
export function rehash(map: ThreadLocalMap): void {
  expungeAll(map);
  if (map.size >= map.threshold - (map.threshold >>> 2)) grow(map);
}

/**
 * Doubles the table.
 *
 * 1. Takes the old slots in ascending order. A stale entry is not copied, and its value is released.
 * 2. Puts each live entry, the same object, into the first empty slot from its home in the new table on.
 * 3. The new table replaces the old one; the size is the number of entries copied.
 *
 * Source: JDK 17, `ThreadLocalMap.resize`.
 */
export function grow(map: ThreadLocalMap): void {
  const length = map.table.length * 2;
  const table = emptyTable(length);
  let copied = 0;
  for (const entry of map.table) {
    if (entry === undefined) continue;
    const key = entry.deref();
    if (key === undefined) {
      entry.value = null;
    } else {
      placeEntry(table, entry, homeSlot(key.threadLocalHashCode, length));
      copied += 1;
    }
  }
  map.table = table;
  map.size = copied;
  map.threshold = thresholdOf(length);
}
