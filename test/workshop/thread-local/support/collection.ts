import { setImmediate as nextMacrotask } from 'node:timers/promises';

/** Far more rounds than were ever needed (3); a test that uses them all up fails. */
const MOST_ROUNDS = 30;

/**
 * Forces collections until `isDone` holds. Each round begins with a new macrotask, because every `deref()` keeps its
 * target alive until the job ends.
 */
export async function collectUntil(isDone: () => boolean, what: string): Promise<void> {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    await nextMacrotask();
    forceCollection();
    await nextMacrotask();
    if (isDone()) return;
  }
  throw new Error(`${what} did not happen in ${MOST_ROUNDS} forced collections`);
}

/** Forces some collections that must *not* let go of what a test says is held. */
export async function collectRepeatedly(): Promise<void> {
  const canary = makeCanary();
  await collectUntil(() => canary.deref() === undefined, 'the collection of an object that nobody holds');
}

function forceCollection(): void {
  if (globalThis.gc === undefined) throw new Error('run the tests with --expose-gc, as .mocharc.json does');
  globalThis.gc();
}

function makeCanary(): WeakRef<object> {
  return new WeakRef({});
}
