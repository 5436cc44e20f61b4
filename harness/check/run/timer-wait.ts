import type { TimerList } from '../../heap/graph/index.js';

/** Timers up to this long have had their time at each look. */
const SHORTEST_MS = 100;
/** What waits for no more than that puts work off for a moment; it is let off in idle time. */
const PUT_OFF_MS = 1000;
/** Timers up to this long are waited for, whatever they are for. */
const SHORT_MS = 5000;
/** Timers up to this long are waited for when the iterations leave them pending, or when they reach what is suspected. */
const LONGEST_MS = 60_000;
/** Fewer pending timers of a long duration are not left by the iterations. */
const FEWEST_TIMERS = 3;

/** How to wait for the scenario's own timers. */
export interface TimerWait {
  /** Milliseconds; 0 when no timer is worth it. */
  readonly ms: number;
  /**
   * Whether to go on working meanwhile, slowly. What outlives a timer while work goes on is no matter of that timer: so
   * what is released only when all work stops, as by the time limit of an idle connection, is not let off.
   */
  readonly isWorking: boolean;
}

export interface TimerWaitOptions {
  readonly iterations: number;
  readonly oneIn: number;
  readonly lookMs: number;
}

/**
 * How long to wait until the timers of a scenario have fired: those that release objects of an iteration, and those
 * that sweep regularly.
 *
 * @param suspected pending timers that reach what holds a suspect
 * @param iterations of the last cycle
 * @param oneIn one pending timer in that many iterations counts as left by them
 * @param lookMs what a look takes: as long, the scenario stands still anyway
 */
export function timerWait(
  lists: readonly TimerList[],
  suspected: readonly TimerList[],
  { iterations, oneIn, lookMs }: TimerWaitOptions,
): TimerWait {
  const longestFor = ({ durationMs, timers }: TimerList): number => {
    const isPiledUp = timers >= Math.max(FEWEST_TIMERS, iterations / oneIn);
    const holds = suspected.some((one) => one.durationMs === durationMs);
    return isPiledUp || holds ? LONGEST_MS : SHORT_MS;
  };
  const longest = Math.max(
    0,
    ...lists
      .filter((list) => list.durationMs > SHORTEST_MS && list.durationMs <= longestFor(list))
      .map(({ durationMs }) => durationMs),
  );
  if (longest === 0) return { ms: 0, isWorking: false };
  const ms = longest * 1.1 + 100;
  // What lasts no longer than the wait and a look would run out meanwhile, if nothing were done.
  const isWorking = lists.some(({ durationMs }) => durationMs > PUT_OFF_MS && durationMs <= ms + lookMs);
  return { ms, isWorking };
}

/** What quiet time may take of the time that is left; the rest is for looking and judging. */
const MOST_OF_THE_REST = 0.75;

/** As much of a quiet time as there is time for, in milliseconds. */
export function affordableWait(quietMs: number, leftMs: number): number {
  return Math.min(quietMs, leftMs * MOST_OF_THE_REST);
}
