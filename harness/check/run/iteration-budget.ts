import { FILLING_ITERATIONS } from '../judge/step-rule.js';

/** The costs of a longer run. */
export interface RunCosts {
  readonly iterationMs: number;
  /** Survivors that an iteration adds. */
  readonly survivorsPerIteration: number;
  /** Bytes that an iteration adds, in and outside of the heap. */
  readonly bytesPerIteration: number;
  /** Milliseconds that are left of the whole check. */
  readonly remainingMs: number;
  /** One object left behind in that many iterations is to be seen. */
  readonly oneIn: number;
}

/**
 * Beyond this many iterations a cache that fills in a straight line has stopped: a suspect is confirmed by a run of that
 * length, where it can be afforded.
 */
const PAST_FILLING = FILLING_ITERATIONS * 1.15;
/** Leaks at the sensitivity that such a run has at least: 46 at the default of one in 50. */
const LEAKS_PAST_FILLING = 46;
/** Leaks at the sensitivity that a confirmation has at least, however long its iterations take. */
const LEAST_LEAKS = 12;
/** Leaks at the sensitivity that are expected of the last cycles, so that none of them is no chance. */
const LAST_LEAKS = 7;
/** A cycle has as many iterations as show one leak, and a few more. */
const CYCLE_LEAKS = 1.05;
const MOST = 10_000;
/** What so many iterations are worth: the fewer there are, the longer each may take. */
const LEAST_MS = 30_000;
const CONFIRM_MS = 12_000;
const MORE_MS = 2000;
const LAST_MS = 3000;
/** What the last cycles are worth where a rare suspect needs them. */
const RARE_LAST_MS = 14_000;
const MOST_LAST = 802;
const IDLE_MS = 600;
/** Beyond this many survivors in a run, a snapshot takes longer than the iterations. */
const COMFORTABLE_SURVIVORS = 60_000;
const MOST_SURVIVORS = 400_000;
/** Bytes that a confirmation may add to the process. */
export const MOST_BYTES: number = 384 * 2 ** 20;

/** The fewest iterations of a cycle: a prime number above the sensitivity, 53 at the default. */
export function leastIterations(oneIn: number): number {
  return primeFrom(oneIn * CYCLE_LEAKS);
}

/** The fewest iterations that confirm a suspect. */
export function leastConfirming(oneIn: number): number {
  return primeFrom(LEAST_LEAKS * oneIn);
}

function pastFilling(oneIn: number): number {
  return Math.max(PAST_FILLING, LEAKS_PAST_FILLING * oneIn);
}

/** The number of iterations that confirm a suspect; 0 if there is no time for any. */
export function confirmingIterations(costs: RunCosts): number {
  const { iterationMs, survivorsPerIteration, bytesPerIteration, remainingMs, oneIn } = costs;
  const byTime = CONFIRM_MS / iterationMs;
  const bySize = COMFORTABLE_SURVIVORS / survivorsPerIteration;
  const most = Math.max(MOST, pastFilling(oneIn));
  const wanted = Math.max(
    Math.min(most, byTime, bySize),
    Math.min(pastFilling(oneIn), byTime),
    LEAST_LEAKS * oneIn,
  );
  const limit = Math.min(
    MOST_SURVIVORS / survivorsPerIteration,
    MOST_BYTES / bytesPerIteration,
    (remainingMs * 0.6) / iterationMs,
  );
  return primeFrom(Math.min(wanted, limit));
}

/** For how long to go on with a confirmation of which so many iterations are done. */
export function worthMs(done: number, oneIn: number): number {
  if (done < LEAST_LEAKS * oneIn) return LEAST_MS;
  return done < pastFilling(oneIn) ? CONFIRM_MS : MORE_MS;
}

/**
 * How many iterations make one of the last cycles, after a confirmation.
 *
 * @param rarest survivors per iteration of the rarest suspect that is to be seen
 * @param cycles of that length
 */
export function lastIterations(
  usual: number,
  iterationMs: number,
  confirmed: number,
  { rarest, cycles, oneIn }: { readonly rarest: number; readonly cycles: number; readonly oneIn: number },
): number {
  const most = Math.min(MOST_LAST, confirmed / 5, LAST_MS / iterationMs);
  const forTheRarest = Math.min(LAST_LEAKS / rarest, RARE_LAST_MS / iterationMs);
  return primeFrom(Math.max(Math.min(usual, leastIterations(oneIn)), most / cycles, forTheRarest / cycles));
}

/** How many iterations are so cheap that they are run though nothing is suspected: they make the check more sensitive. */
export function idleIterations(iterationMs: number, oneIn: number): number {
  const byTime = IDLE_MS / iterationMs;
  return byTime < LEAST_LEAKS * oneIn ? 0 : primeFrom(Math.min(byTime, pastFilling(oneIn)));
}

/** The first prime number from `from` on. */
export function primeFrom(from: number): number {
  let candidate = Math.max(2, Math.ceil(from));
  while (!isPrime(candidate)) candidate += 1;
  return candidate;
}

function isPrime(value: number): boolean {
  for (let divisor = 2; divisor * divisor <= value; divisor++) if (value % divisor === 0) return false;
  return true;
}
