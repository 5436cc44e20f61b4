import type { TimerList } from '../../heap/graph/index.js';
import type { HeldGroup } from './heap-history.js';

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

/** Number of runs that a timer gets to release a suspect, within the limits of time; but some runs in any case. */
const SWEEPS = 25;
const FEWEST_SWEEPS = 4;
const SWEEPS_LEAST_MS = 3000;
const SWEEPS_MOST_MS = 10_000;
/** Number of runs of the timer of a finely divided window, and the time limit for them. */
const WINDOW_SWEEPS = 66;
const WINDOW_MOST_MS = 70_000;

/** A wait for the scenario's own timers. */
export interface TimerWait {
  /** Milliseconds; 0 if no timer needs a wait. */
  readonly ms: number;
  /** A shorter wait is useless. */
  readonly leastMs: number;
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
  /** Time that the check has waited for timers before. */
  readonly waitedMs: number;
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
  { iterations, oneIn, lookMs }: Omit<TimerWaitOptions, 'waitedMs'>,
): TimerWait {
  const longestFor = (list: TimerList): number => {
    const holds = suspected.some((one) => one.durationMs === list.durationMs);
    return isPiledUp(list, iterations, oneIn) || holds ? LONGEST_MS : SHORT_MS;
  };
  const ms = longestWait(
    lists.filter((list) => list.durationMs > SHORTEST_MS && list.durationMs <= longestFor(list)),
  );
  if (ms === 0) return NO_WAIT;
  // Timers no longer than the wait and a look would fire meanwhile if the scenario were idle.
  const isWorking = lists.some(({ durationMs }) => durationMs > PUT_OFF_MS && durationMs <= ms + lookMs);
  return { ms, leastMs: 0, isWorking };
}

/**
 * Returns how to wait, while the scenario keeps running, until a timer that sweeps or rotates regularly has released what
 * still seems to grow: a window of five buckets releases at the fifth run of its timer what was new at the first one.
 *
 * @param suspected pending timers that reach what still seems to grow after a wait
 */
export function sweepWait(suspected: readonly TimerList[], pace: SweepPace): TimerWait {
  const longest = longestSweep(suspected, pace);
  if (longest === 0) return NO_WAIT;
  const most = Math.max(SWEEPS_MOST_MS, FEWEST_SWEEPS * longest);
  return whileWorking(Math.max(SWEEPS_LEAST_MS, Math.min(SWEEPS * longest, most)), longest);
}

/**
 * Returns how to wait for as many runs of such a timer as a window has that is divided finely, such as a minute by its
 * seconds. Only worthwhile for objects in several collections none of which has any from the whole run.
 */
export function windowWait(
  suspected: readonly TimerList[],
  pace: SweepPace & Pick<TimerWaitOptions, 'waitedMs'>,
): TimerWait {
  const longest = longestSweep(suspected, pace);
  if (longest === 0) return NO_WAIT;
  const ms = Math.min(WINDOW_SWEEPS * longest, WINDOW_MOST_MS) - pace.waitedMs;
  return ms <= 0 ? NO_WAIT : whileWorking(ms, longest);
}

/** A wait for at least one run of a timer. */
function whileWorking(ms: number, durationMs: number): TimerWait {
  return { ms, leastMs: marginOf(durationMs), isWorking: true };
}

/** Returns the delay of the slowest of the timers that sweep, rather than being left by iterations; 0 if there is none. */
export function longestSweep(suspected: readonly TimerList[], { iterations, oneIn }: SweepPace): number {
  return longestOf(
    suspected.filter((list) => list.durationMs <= LONGEST_MS && !isPiledUp(list, iterations, oneIn)),
  );
}

type SweepPace = Pick<TimerWaitOptions, 'iterations' | 'oneIn'>;

const NO_WAIT: TimerWait = { ms: 0, leastMs: 0, isWorking: false };

/** Something that may grow, and what may release it. */
export type Suspect = Pick<HeldGroup, 'timers'> & Partial<Pick<HeldGroup, 'isSpread'>>;

/**
 * The waits for the scenario's timers, in order; each is for what still seems to grow after the one before. They get the
 * pending timers of the heap.
 */
export const WAITS: readonly ((
  pending: readonly TimerList[],
  suspects: readonly Suspect[],
  pace: TimerWaitOptions,
) => TimerWait)[] = [
  (pending, suspects, pace) => timerWait(pending, timersOf(suspects), pace),
  (_, suspects, pace) => sweepWait(timersOf(suspects), pace),
  (_, suspects, pace) => windowWait(timersOf(suspects.filter(({ isSpread }) => isSpread === true)), pace),
];

function timersOf(suspects: readonly Suspect[]): TimerList[] {
  return suspects.flatMap((one) => one.timers());
}

/** Whether iterations leave these timers pending, rather than one that sweeps. */
function isPiledUp({ timers }: TimerList, iterations: number, oneIn: number): boolean {
  return timers >= Math.max(FEWEST_TIMERS, iterations / oneIn);
}

function longestWait(lists: readonly TimerList[]): number {
  const longest = longestOf(lists);
  return longest === 0 ? 0 : marginOf(longest);
}

function longestOf(lists: readonly TimerList[]): number {
  return Math.max(0, ...lists.map(({ durationMs }) => durationMs));
}

/** A timer fires late, and not at once when it was paused. */
function marginOf(durationMs: number): number {
  return durationMs * 1.1 + 100;
}

/** Maximum share of the remaining time for quiet time; the rest is for looks and judging. */
const MOST_OF_THE_REST = 0.75;

/** Returns how much of a quiet time is affordable, in milliseconds. */
export function affordableWait(quietMs: number, leftMs: number): number {
  return Math.min(quietMs, leftMs * MOST_OF_THE_REST);
}
