import type { TimerList } from '../../heap/graph/index.js';

/** Timers up to this long have fired before each look. */
const SHORTEST_MS = 100;
/** Timers up to this long only defer work: what they release in idle time is not a leak. */
const PUT_OFF_MS = 1000;
/** All timers up to this long are waited for. */
const SHORT_MS = 5000;
/** Timers up to this long are waited for if iterations leave them pending, or if they reach what holds a suspect. */
const LONGEST_MS = 60_000;
/** Minimum number of pending timers of one duration to count as left by the iterations. */
const FEWEST_TIMERS = 3;

/** A wait for the scenario's own timers. */
export interface TimerWait {
  /** Milliseconds; 0 if no timer needs a wait. */
  readonly ms: number;
  /**
   * Whether iterations go on meanwhile, slowly. Then objects that are released only when all work stops, for example by
   * the timeout of an idle connection, still count as leaked.
   */
  readonly isWorking: boolean;
}

export interface TimerWaitOptions {
  readonly iterations: number;
  readonly oneIn: number;
  readonly lookMs: number;
}

/**
 * Returns how to wait until the timers of a scenario have fired: those that release objects of an iteration, and those
 * that sweep regularly.
 *
 * @param suspected pending timers that reach what holds a suspect
 * @param iterations number of iterations of the last cycle
 * @param oneIn one pending timer per this many iterations counts as left by them
 * @param lookMs duration of a look, during which the scenario does not run
 */
export function timerWait(
  lists: readonly TimerList[],
  suspected: readonly TimerList[],
  { iterations, oneIn, lookMs }: TimerWaitOptions,
): TimerWait {
  const longestFor = (list: TimerList): number => {
    const holds = suspected.some((one) => one.durationMs === list.durationMs);
    return isPiledUp(list, iterations, oneIn) || holds ? LONGEST_MS : SHORT_MS;
  };
  const ms = longestWait(
    lists.filter((list) => list.durationMs > SHORTEST_MS && list.durationMs <= longestFor(list)),
  );
  if (ms === 0) return { ms, isWorking: false };
  // Timers no longer than the wait and a look would fire meanwhile if the scenario were idle.
  const isWorking = lists.some(({ durationMs }) => durationMs > PUT_OFF_MS && durationMs <= ms + lookMs);
  return { ms, isWorking };
}

/**
 * Returns for how long to wait again while the scenario keeps running, in milliseconds: a timer that sweeps a suspect
 * regularly releases at its next run what was too young at this one. 0 if no such timer is pending.
 *
 * @param suspected pending timers that reach what still seems to grow after a wait
 */
export function secondWait(
  suspected: readonly TimerList[],
  { iterations, oneIn }: Pick<TimerWaitOptions, 'iterations' | 'oneIn'>,
): number {
  return longestWait(
    suspected.filter(
      (list) =>
        list.durationMs > PUT_OFF_MS && list.durationMs <= LONGEST_MS && !isPiledUp(list, iterations, oneIn),
    ),
  );
}

/** Whether iterations leave these timers pending, rather than one that sweeps. */
function isPiledUp({ timers }: TimerList, iterations: number, oneIn: number): boolean {
  return timers >= Math.max(FEWEST_TIMERS, iterations / oneIn);
}

function longestWait(lists: readonly TimerList[]): number {
  const longest = Math.max(0, ...lists.map(({ durationMs }) => durationMs));
  return longest === 0 ? 0 : longest * 1.1 + 100;
}

/** Maximum share of the remaining time for quiet time; the rest is for looks and judging. */
const MOST_OF_THE_REST = 0.75;

/** Returns how much of a quiet time is affordable, in milliseconds. */
export function affordableWait(quietMs: number, leftMs: number): number {
  return Math.min(quietMs, leftMs * MOST_OF_THE_REST);
}
