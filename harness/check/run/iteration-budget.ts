import { FILLING_ITERATIONS } from '../judge/step-rule.js';

/** The costs of a longer run. */
export interface RunCosts {
  readonly iterationMs: number;
  /** Survivors that an iteration adds. */
  readonly survivorsPerIteration: number;
  /** Bytes that an iteration adds, in and outside of the heap. */
  readonly bytesPerIteration: number;
  /** Milliseconds until the deadline of the check. */
  readonly remainingMs: number;
  /** The sensitivity: one object leaked in this many iterations must be detected. */
  readonly oneIn: number;
}

/**
 * Iterations after which a cache that fills linearly is full: a suspect is confirmed by a run of this length, if there
 * is time for it.
 */
const PAST_FILLING = FILLING_ITERATIONS * 1.15;
/** Minimum length of such a run, in multiples of the sensitivity: 46 leaks at a rate of one in 50. */
const LEAKS_PAST_FILLING = 46;
/**
 * Minimum length of a confirmation, in multiples of the sensitivity, even if iterations are slow; and of a run that was
 * cut short, to decide anything.
 */
export const LEAST_LEAKS = 12;
/** Survivors expected in the last cycles, so many that the absence of all is not due to chance. */
const LAST_LEAKS = 7;
/** Length of the first cycles together, in multiples of the sensitivity: 1 / e ** 6.22 is 0.002. */
const NOTHING_BY_CHANCE = 6.22;
/**
 * Duration above which a cycle is shortened, down to the minimum number of iterations; also the time limit of
 * iterations that turn out not to be cheap.
 */
export const LONGEST_CYCLE_MS = 1500;
/** Maximum share of the remaining time for the iterations of the first cycles, if these are slow. */
const SHARE_OF_FIRST = 1 / 2;
/** Minimum length of a cycle, in multiples of the sensitivity: slightly more iterations than leak one object. */
const CYCLE_LEAKS = 1.05;
const MOST = 10_000;
/** Time limits of a confirmation: the fewer iterations have run, the longer it may take. */
const LEAST_MS = 30_000;
const CONFIRM_MS = 12_000;
const MORE_MS = 2000;
const LAST_MS = 3000;
/** Time limit of the last cycles if a suspect is rare. */
const RARE_LAST_MS = 14_000;
const MOST_LAST = 802;
const MOST_TO_NEXT_BURST = 1000;
const NEXT_BURST_MS = 5000;
const IDLE_MS = 600;
/** Number of survivors of a run above which a snapshot takes longer than the iterations. */
const COMFORTABLE_SURVIVORS = 60_000;
const MOST_SURVIVORS = 400_000;
/** Maximum number of bytes that a confirmation may add to the process. */
export const MOST_BYTES: number = 384 * 2 ** 20;

/** Returns the minimum number of iterations of a cycle: a prime number above the sensitivity, 53 for the default. */
export function leastIterations(oneIn: number): number {
  return primeFrom(oneIn * CYCLE_LEAKS);
}

/**
 * Returns the number of iterations of each of the first cycles. If they are slow, they are as few as a leak of one in
 * `oneIn` iterations at random needs to leave something in them, but in two of a thousand runs, or as time allows.
 *
 * @param usual number of iterations if they are not slow
 */
export function cycleIterations(
  usual: number,
  cycles: number,
  { iterationMs, remainingMs, oneIn }: Pick<RunCosts, 'iterationMs' | 'remainingMs' | 'oneIn'>,
): number {
  const quick = LONGEST_CYCLE_MS / iterationMs;
  const few = quick < usual ? primeFrom(Math.max(leastIterations(oneIn), quick)) : usual;
  const affordable = (remainingMs * SHARE_OF_FIRST) / cycles / iterationMs;
  return Math.max(few, primeFrom(Math.min((NOTHING_BY_CHANCE * oneIn) / cycles, affordable)));
}

/** Returns the rarest leak that leaves nothing in so many iterations in two of a thousand runs at most: one in how many. */
export function rarestDetected(iterations: number): number {
  return Math.max(1, Math.floor(iterations / NOTHING_BY_CHANCE));
}

/** Returns the minimum number of iterations that confirm a suspect. */
export function leastConfirming(oneIn: number): number {
  return primeFrom(LEAST_LEAKS * oneIn);
}

function pastFilling(oneIn: number): number {
  return Math.max(PAST_FILLING, LEAKS_PAST_FILLING * oneIn);
}

/** Returns the number of iterations of a confirmation, a prime number within the limits of time and memory. */
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

/** Returns the time limit of a confirmation after `done` iterations, in milliseconds. */
export function worthMs(done: number, oneIn: number): number {
  if (done < LEAST_LEAKS * oneIn) return LEAST_MS;
  return done < pastFilling(oneIn) ? CONFIRM_MS : MORE_MS;
}

/**
 * Returns the number of iterations of each of the last cycles, after a confirmation.
 *
 * @param rarest survivors per iteration of the rarest suspect within the sensitivity
 * @param cycles number of last cycles
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

/**
 * Returns the number of iterations in which objects that came at once in one of the first cycles come again if they come
 * regularly, as far as time allows.
 */
export function nextBurstIterations(usual: number, iterationMs: number): number {
  return primeFrom(Math.max(usual, Math.min(MOST_TO_NEXT_BURST, NEXT_BURST_MS / iterationMs)));
}

/** Returns how many iterations are cheap enough to run even without a suspect: they make the check more sensitive. */
export function idleIterations(iterationMs: number, oneIn: number): number {
  const byTime = IDLE_MS / iterationMs;
  return byTime < LEAST_LEAKS * oneIn ? 0 : primeFrom(Math.min(byTime, pastFilling(oneIn)));
}

/** Returns the first prime number from `from` on. */
export function primeFrom(from: number): number {
  let candidate = Math.max(2, Math.ceil(from));
  while (!isPrime(candidate)) candidate += 1;
  return candidate;
}

function isPrime(value: number): boolean {
  for (let divisor = 2; divisor * divisor <= value; divisor++) if (value % divisor === 0) return false;
  return true;
}
