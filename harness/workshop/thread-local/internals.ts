/**
 * Internals for tests, which replay recordings of the JDK and test the map's single steps, and for the workshop, which
 * records walks. Not part of the package's interface: `index.ts` exports none of them.
 */
import type { MapEntry } from './entry.js';
import { HASH_STEP, peekHashCode, resetHashCode } from './key-numbers.js';

export { isStale } from './entry.js';
export { expungeAll, expungeRun, scanSomeSlots } from './expunge.js';
export { hashCodeOf, HASH_STEP, peekHashCode, resetHashCode } from './key-numbers.js';
export { type CallWalk, recordCalls } from './record-calls.js';
export { recordWalk } from './record-walk.js';
export { grow, rehash } from './rehash.js';
export { FIRST_LENGTH, homeSlot } from './slots.js';
export { MOST_STEPS } from './table-recorder.js';
export { SuppliedThreadLocal } from './thread-local.js';
export type { SeenEntry, Walk, WalkStep } from './walk.js';

/** Advances the hash counter as if `count` thread-locals had been created. */
export function skipHashCodes(count: number): void {
  resetHashCode(peekHashCode() + Math.imul(count, HASH_STEP));
}

/** Makes an entry stale without a GC, as if its key had been collected. */
export function markCollected(entry: MapEntry): void {
  entry.clear();
}
