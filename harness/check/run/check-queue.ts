import { clearTimeout, setTimeout } from '../../core/captured-timers.js';

/** Key of a property of `process`, shared by all copies of the package and all contexts of this isolate. */
const LAST = Symbol.for('heapwitness.lastCheckInProcess');

/** Maximum time that the next check waits for work of the previous one that still runs. */
const LONGEST_REST_MS = 1000;

/** One turn; work passed to `keepFor` belongs to it, even if the result of the turn is available earlier. */
export interface Turn {
  readonly keepFor: (rest: Promise<unknown>) => void;
}

/**
 * Runs work on the heap of this isolate after all earlier such work has settled: two checks at once would each see the
 * objects of the other. While it waits, only `signal` can end it.
 *
 * @throws the signal's reason when it aborts, or what the work throws
 */
export async function inTurn<T>(
  signal: AbortSignal | undefined,
  work: (turn: Turn) => Promise<T>,
): Promise<T> {
  const line = process as { [LAST]?: Promise<void> | undefined };
  const before = line[LAST] ?? Promise.resolve();
  let leave = (): void => undefined;
  const left = new Promise<void>((resolve) => (leave = resolve));
  // If this one gives up waiting, those after it must still wait for those before it.
  line[LAST] = before.then(() => left);
  const rests: Promise<unknown>[] = [];
  try {
    await beforeAbort(before, signal);
    return await work({ keepFor: (rest) => void rests.push(rest) });
  } finally {
    if (rests.length === 0) leave();
    else void settled(rests, LONGEST_REST_MS).then(leave);
  }
}

/** Settles as `promise` does, or rejects if the signal aborts first. */
function beforeAbort(promise: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    const end = (): void => {
      signal.removeEventListener('abort', abort);
      resolve();
    };
    promise.then(end, end);
  });
}

/** Resolves when all promises have settled, or after `limitMs`. */
async function settled(promises: readonly Promise<unknown>[], limitMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, limitMs)));
  await Promise.race([Promise.allSettled(promises), late]);
  clearTimeout(timer);
}
