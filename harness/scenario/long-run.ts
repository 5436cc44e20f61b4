/** What a longer run would cost. */
export interface RunCosts {
  readonly iterationMs: number;
  /** Survivors that an iteration adds. */
  readonly survivorsPerIteration: number;
  /** Bytes that an iteration adds, in and outside of the heap. */
  readonly bytesPerIteration: number;
  /** Milliseconds that are left of the whole check. */
  readonly remainingMs: number;
}

/**
 * Beyond this many iterations a cache that fills in a straight line for 2,000 has stopped: a suspect is confirmed by a
 * run of that length, where it can be afforded.
 */
const PAST_FILLING = 2300;
/** A suspect is confirmed by this many iterations at least, however long they take. */
const LEAST = 600;
const MOST = 10_000;
/** What so many iterations are worth: the fewer there are, the longer each may take. */
const LEAST_MS = 30_000;
const CONFIRM_MS = 12_000;
const MORE_MS = 2000;
const LAST_MS = 1500;
const MOST_LAST = 401;
const IDLE_MS = 600;
/** Beyond this many survivors in a run, a snapshot takes longer than the iterations. */
const COMFORTABLE_SURVIVORS = 60_000;
const MOST_SURVIVORS = 400_000;
const MOST_BYTES = 384 * 2 ** 20;

/** How many iterations confirm a suspect; 0 when none can be afforded. */
export function confirmingIterations(costs: RunCosts): number {
  const { iterationMs, survivorsPerIteration, bytesPerIteration, remainingMs } = costs;
  const byTime = CONFIRM_MS / iterationMs;
  const bySize = COMFORTABLE_SURVIVORS / survivorsPerIteration;
  const wanted = Math.max(Math.min(MOST, byTime, bySize), Math.min(PAST_FILLING, byTime), LEAST);
  const limit = Math.min(
    MOST_SURVIVORS / survivorsPerIteration,
    MOST_BYTES / bytesPerIteration,
    (remainingMs * 0.6) / iterationMs,
  );
  return primeFrom(Math.min(wanted, limit));
}

/** For how long to go on with a confirmation of which so many iterations are done. */
export function worthMs(done: number): number {
  if (done < LEAST) return LEAST_MS;
  return done < PAST_FILLING ? CONFIRM_MS : MORE_MS;
}

/** How many iterations make one of the last cycles, after a confirmation. */
export function lastIterations(usual: number, iterationMs: number, confirmed: number): number {
  const most = Math.min(MOST_LAST, confirmed / 10, LAST_MS / iterationMs);
  return primeFrom(Math.max(Math.min(usual, 53), most));
}

/** How many iterations are so cheap that they are run though nothing is suspected: they make the check more sensitive. */
export function idleIterations(iterationMs: number): number {
  const byTime = IDLE_MS / iterationMs;
  return byTime < LEAST ? 0 : primeFrom(Math.min(byTime, PAST_FILLING));
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
