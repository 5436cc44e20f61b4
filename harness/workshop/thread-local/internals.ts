/**
 * The seam through which recordings of the JDK are replayed and the map's private steps are tested. Not part of the
 * package: `index.ts` exports none of it.
 */
import type { MapEntry } from './entry.js';
import { HASH_STEP, peekHashCode, resetHashCode } from './key-numbers.js';

export { isStale } from './entry.js';
export { expungeAll, expungeRun, scanSomeSlots } from './expunge.js';
export { HASH_STEP, peekHashCode, resetHashCode } from './key-numbers.js';
export { grow, rehash } from './rehash.js';
export { FIRST_LENGTH, homeSlot } from './slots.js';
export { SuppliedThreadLocal } from './thread-local.js';

/** Moves the hash counter on as if `count` thread-locals had been made and thrown away. */
export function skipHashCodes(count: number): void {
  resetHashCode(peekHashCode() + Math.imul(count, HASH_STEP));
}

/** Makes an entry stale without a collection: the stand-in for a key that was collected. */
export function markCollected(entry: MapEntry): void {
  entry.clear();
}
