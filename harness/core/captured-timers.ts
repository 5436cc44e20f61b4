import * as timers from 'node:timers';
import { setImmediate as macrotaskNow, setTimeout as delayNow } from 'node:timers/promises';

/*
 * The timers and the clock of this isolate as they were when this module was loaded. Tests may replace those of
 * `globalThis` and of `node:timers` by fake ones that stand still; a check that waited for these would never end.
 */

export const setTimeout: typeof timers.setTimeout = timers.setTimeout;
export const clearTimeout: typeof timers.clearTimeout = timers.clearTimeout;
export const setImmediate: typeof timers.setImmediate = timers.setImmediate;
export const queueMicrotask: typeof globalThis.queueMicrotask = globalThis.queueMicrotask;

/** Settles after that many milliseconds. */
export const delay: typeof delayNow = delayNow;

/** Settles in a later turn of the event loop. */
export const macrotask: typeof macrotaskNow = macrotaskNow;

/** Milliseconds since this isolate began, as `performance.now()`. */
export const now: () => number = performance.now.bind(performance);

/** The longest delay of a timer in milliseconds: Node fires longer ones at once. */
export const LONGEST_TIMEOUT_MS: number = 2 ** 31 - 1;
