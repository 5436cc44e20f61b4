import type { TimerList } from '../analysis/timer-lists.js';

/** Timers up to this long have had their time at each look. */
const SHORTEST_MS = 100;
/** Timers up to this long are waited for, whatever they are for. */
const SHORT_MS = 5000;
/** Timers up to this long are waited for when the scenario's iterations leave them pending. */
const LONGEST_MS = 60_000;
/** One pending timer in that many iterations counts as left by them. */
const ITERATIONS_PER_TIMER = 50;

/**
 * How long to leave a scenario alone so that its own timers have had their time, in milliseconds: those that release
 * what an iteration left behind, and those that sweep now and then. 0 when it has none.
 *
 * @param iterations of the last cycle
 */
export function quietTime(lists: readonly TimerList[], iterations: number): number {
  const longest = Math.max(
    0,
    ...lists
      .filter(({ durationMs }) => durationMs > SHORTEST_MS)
      .filter(({ durationMs, timers }) => durationMs <= longestFor(timers, iterations))
      .map(({ durationMs }) => durationMs),
  );
  return longest === 0 ? 0 : longest * 1.1 + 100;
}

/** What quiet time may take of the time that is left; the rest is for looking and judging. */
const MOST_OF_THE_REST = 0.75;

/** As much of a quiet time as there is time for, in milliseconds. */
export function affordableQuiet(quietMs: number, leftMs: number): number {
  return Math.min(quietMs, leftMs * MOST_OF_THE_REST);
}

function longestFor(timers: number, iterations: number): number {
  const piledUp = timers >= Math.max(3, iterations / ITERATIONS_PER_TIMER);
  return piledUp ? LONGEST_MS : SHORT_MS;
}
