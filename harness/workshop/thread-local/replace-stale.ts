import { type AnyThreadLocal, isStale } from './entry.js';
import { expungeRun, scanSomeSlots } from './expunge.js';
import { nextSlot, previousSlot } from './slots.js';
import type { ThreadLocalMap } from './thread-local-map.js';

/**
 * Stores a value for a key after `set` met a stale entry at `staleSlot`, and expunges stale entries around that slot.
 *
 * 1. Backward: walks to the empty slot before the run. Expunging starts at the farthest stale slot on the way.
 * 2. Forward: walks to the empty slot after the run, looking for the key. If step 1 found no stale slot, expunging
 *    starts at the first one found now.
 * 3. Key found: its own entry takes the value and is swapped with the stale one, so that it moves to `staleSlot`. If no
 *    other stale slot was found, expunging starts at the slot where the stale entry now is.
 * 4. Key not found: a new entry replaces the stale one; the size does not change.
 * 5. If there is a slot to start from: expunges the run from it, then scans some slots after that run, with the table's
 *    length as the count. The table never grows here.
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
