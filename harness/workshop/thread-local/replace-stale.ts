import { type AnyThreadLocal, isStale } from './entry.js';
import { expungeRun, scanSomeSlots } from './expunge.js';
import { nextSlot, previousSlot } from './slots.js';
import type { ThreadLocalMap } from './thread-local-map.js';

/**
 * Stores a value for a key where `set` met a stale entry at `staleSlot`, and cleans the run around it.
 *
 * 1. Backward: walks to the empty slot before the run; the farthest stale slot on the way is where cleaning starts.
 * 2. Forward: walks to the empty slot after the run, looking for the key. If step 1 found nothing, the first stale slot
 *    met now is where cleaning starts.
 * 3. Key met: its own entry takes the value and changes places with the stale one, so that it comes to `staleSlot`.
 *    If there is still no other place to start cleaning, it is the slot where the stale entry now stands.
 * 4. Key not met: a new entry takes the place of the stale one; size does not change.
 * 5. If there is a place to start cleaning: expunges the run from it, then scans some slots after that run with the
 *    table's length for the count. The table never grows here.
 *
 * Source: JDK 17, `ThreadLocalMap.replaceStaleEntry`.
 */
export function replaceStale(
  map: ThreadLocalMap,
  key: AnyThreadLocal,
  value: unknown,
  staleSlot: number,
): void {
  const table = map.table;
  const length = table.length;
  const staleEntry = table[staleSlot];
  let cleaningStart = farthestStaleBefore(map, staleSlot);

  let cursor = nextSlot(staleSlot, length);
  let entry = table[cursor];
  while (entry !== undefined && entry.serial !== key.threadLocalSerial) {
    if (cleaningStart === staleSlot && isStale(entry)) cleaningStart = cursor;
    cursor = nextSlot(cursor, length);
    entry = table[cursor];
  }

  if (entry === undefined) {
    if (staleEntry !== undefined) staleEntry.value = null;
    table[staleSlot] = map.newEntry(key, value);
  } else {
    entry.value = value;
    table[cursor] = staleEntry;
    table[staleSlot] = entry;
    if (cleaningStart === staleSlot) cleaningStart = cursor;
  }
  if (cleaningStart !== staleSlot) scanSomeSlots(map, expungeRun(map, cleaningStart), length);
}

function farthestStaleBefore(map: ThreadLocalMap, staleSlot: number): number {
  const table = map.table;
  let farthest = staleSlot;
  let cursor = previousSlot(staleSlot, table.length);
  for (let entry = table[cursor]; entry !== undefined; entry = table[cursor]) {
    if (isStale(entry)) farthest = cursor;
    cursor = previousSlot(cursor, table.length);
  }
  return farthest;
}
