import { setFlagsFromString, getHeapStatistics } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { HeapwitnessError } from '../../core/errors.js';
import { now, setImmediate } from '../../core/captured-timers.js';
import { isInteger, OwnWeakRef } from './intrinsics.js';

export interface CollectGarbageOptions {
  /**
   * Minimum number of rounds; an optimised function may release its object only in the third round.
   * @defaultValue 4
   */
  readonly minimumRounds?: number;
  /**
   * Maximum number of rounds while the counts have not settled.
   * @defaultValue 16
   */
  readonly maximumRounds?: number;
  /**
   * Counts that must stop falling before the collection is settled; called once per round, in a separate job.
   * @defaultValue the isolate's used heap size in bytes, where a change of less than 4 KiB counts as none
   */
  readonly count?: () => number;
  /**
   * Ends the collection as soon as it returns true; called once per round, in a separate job.
   * @defaultValue never
   */
  readonly until?: () => boolean;
}

/** The effort of a collection, shown in every report. */
export interface GcEffort {
  /** Full collections that were run. */
  readonly rounds: number;
  /** The round that collected the canary, an object dropped beforehand; 0 if `until` ended the collection earlier. */
  readonly canaryRound: number;
  /** Whether the counts had stopped falling when the last round ended. */
  readonly settled: boolean;
  /** How `gc` was reached: `--expose-gc`, or the flag set at run time and `gc` taken from a fresh context. */
  readonly means: 'globalThis.gc' | 'vm-context';
  readonly elapsedMs: number;
}

type Gc = (options?: { type: 'major'; execution: 'async' }) => unknown;

const NOISE_BYTES = 4096;
const QUIET_ROUNDS = 2;

/**
 * Forces full collections of the current isolate until an object dropped beforehand (the canary) is collected and the
 * counts no longer fall. Between two rounds there is a macrotask turn, which ends the job for which `WeakRef`s keep
 * their targets alive, and lets due immediates and finalisation callbacks run.
 *
 * Uses only calls that force a full collection on every Node version: `gc()` and, from the second half of the rounds on
 * if the canary is still alive, `await gc({ type: 'major', execution: 'async' })`, which runs with no JavaScript on the
 * stack.
 *
 * @returns the effort; a round takes a few milliseconds on a small heap
 * @throws {HeapwitnessError} `ERR_GC_UNAVAILABLE` when `gc` is not available, or the canary survives every round;
 * `ERR_USAGE` when a number of rounds is not a whole number from 1
 */
export async function collectGarbage(options: CollectGarbageOptions = {}): Promise<GcEffort> {
  const { minimumRounds = 4, maximumRounds = 16, count = usedHeapBytes, until = never } = options;
  requireRounds({ minimumRounds, maximumRounds });
  const { gc, means } = reachGc();
  const started = now();
  const canary = plantCanary();
  let canaryRound = 0;
  let lowest = Infinity;
  let quietRounds = 0;
  let rounds = 0;
  let ended = false;
  while (rounds < maximumRounds && !ended) {
    await turn();
    await collectOnce(gc, canaryRound === 0 && rounds >= maximumRounds / 2);
    rounds += 1;
    if (canaryRound === 0 && isGone(canary)) canaryRound = rounds;
    await turn();
    const counted = count();
    quietRounds = counted < lowest - (count === usedHeapBytes ? NOISE_BYTES : 0) ? 0 : quietRounds + 1;
    lowest = Math.min(lowest, counted);
    ended = until();
    if (rounds >= minimumRounds && canaryRound > 0 && quietRounds >= QUIET_ROUNDS) break;
  }
  if (canaryRound === 0 && !ended) throw canaryLives(rounds);
  return {
    rounds,
    canaryRound,
    settled: ended || quietRounds >= QUIET_ROUNDS,
    means,
    elapsedMs: now() - started,
  };
}

/**
 * Waits for one turn of the event loop, after which objects that a `WeakRef` kept alive for the current job are
 * released.
 */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

async function collectOnce(gc: Gc, escalate: boolean): Promise<void> {
  try {
    if (escalate) await gc({ type: 'major', execution: 'async' });
    else gc();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw unavailable(`gc() threw (${why}); globalThis.gc must not be replaced`, cause);
  }
}

/** @throws {HeapwitnessError} `ERR_GC_UNAVAILABLE` when V8 does not provide `gc` */
export function reachGc(): { gc: Gc; means: GcEffort['means'] } {
  const exposed = (globalThis as { gc?: Gc }).gc;
  if (typeof exposed === 'function') return { gc: exposed, means: 'globalThis.gc' };
  try {
    setFlagsFromString('--expose-gc');
    const fresh: unknown = runInNewContext('gc');
    if (typeof fresh === 'function') return { gc: fresh as Gc, means: 'vm-context' };
  } catch (cause) {
    throw unavailable('V8 refused the flag --expose-gc at run time', cause);
  }
  throw unavailable('no gc function in a fresh context', undefined);
}

function plantCanary(): WeakRef<object> {
  return new OwnWeakRef({ canary: true });
}

function isGone(canary: WeakRef<object>): boolean {
  return canary.deref() === undefined;
}

function never(): boolean {
  return false;
}

function usedHeapBytes(): number {
  return getHeapStatistics().used_heap_size;
}

function requireRounds(rounds: Readonly<Record<string, number>>): void {
  for (const [option, value] of Object.entries(rounds)) {
    if (isInteger(value) && value >= 1) continue;
    const message = `${option} cannot be ${String(value)}. Use a whole number from 1.`;
    throw new HeapwitnessError('ERR_USAGE', message);
  }
}

function unavailable(what: string, cause: unknown): HeapwitnessError {
  return new HeapwitnessError(
    'ERR_GC_UNAVAILABLE',
    `Cannot force a garbage collection: ${what}. Start Node with --expose-gc.`,
    { cause },
  );
}

function canaryLives(rounds: number): HeapwitnessError {
  return new HeapwitnessError(
    'ERR_GC_UNAVAILABLE',
    `Could not force a full garbage collection: an unreachable test object is still alive after ${rounds} rounds. ` +
      'Start Node with --expose-gc, and check that nothing replaces globalThis.gc.',
  );
}
