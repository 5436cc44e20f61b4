import type { Counters, RunEffort } from '../../isolates/agent/index.js';
import { delay, now } from '../../core/captured-timers.js';
import {
  leastConfirming,
  leastIterations,
  LONGEST_CYCLE_MS,
  MOST_BYTES,
  worthMs,
} from './iteration-budget.js';
import { isUsingUp } from '../judge/counter-rule.js';
import type { Subject } from './subject.js';

/** Number of iterations of a quiet time in which the scenario keeps running. */
const QUIET_ITERATIONS = 53;
const SLICE_MS = 500;
/** Time limit of {@link IterationRunner.iterateToDecide}. */
const LONGEST_DECISION_MS = 10_000;
/** If iterations add this much to the process, no more of them are run than needed. */
const MUCH_BYTES = 64 * 2 ** 20;

export const NO_EFFORT: RunEffort = { elapsedMs: 0, iterations: 0, planted: 0, done: 0, exhausted: null };

/** Runs the iterations of a scenario, at three paces, until the deadline or until a resource is exhausted. */
export class IterationRunner {
  /** The first error that reported an exhausted resource; `null` if there was none. */
  exhausted: string | null = null;
  readonly #subject: Subject<unknown>;
  readonly #deadline: number;
  readonly #pause: (milliseconds: number) => Promise<void>;

  constructor(
    subject: Subject<unknown>,
    deadline: number,
    pause: (milliseconds: number) => Promise<void> = delay,
  ) {
    this.#subject = subject;
    this.#deadline = deadline;
    this.#pause = pause;
  }

  async iterate(count: number, limitMs: number = Infinity): Promise<RunEffort> {
    const limit = Math.min(limitMs, this.#deadline - now());
    const effort = await this.#subject.run(count, limit);
    this.exhausted ??= effort.exhausted;
    return effort;
  }

  /**
   * Runs cheap iterations: the minimum that confirms anything, then the rest unless these took much memory or time, or
   * exhausted a resource.
   *
   * @param before the counters at the previous look
   */
  async iterateCheaply(count: number, sensitivity: number, before: Counters): Promise<RunEffort> {
    const startBytes = this.#subject.processBytes();
    const least = Math.min(count, leastConfirming(sensitivity));
    const few = await this.iterate(least, LONGEST_CYCLE_MS);
    const grownBytes = this.#subject.processBytes() - startBytes;
    if (this.exhausted !== null || few.done < least || grownBytes > MUCH_BYTES) return few;
    if (isUsingUp(before, await this.#subject.counters())) return few;
    return sum(few, await this.iterate(count - few.done, LONGEST_CYCLE_MS));
  }

  /**
   * Runs iterations in slices, up to the limits of time and memory of a confirmation.
   *
   * @param extension number of earlier confirmations; each doubles the time limit
   */
  async iterateWhileAffordable(count: number, sensitivity: number, extension: number): Promise<RunEffort> {
    const startBytes = this.#subject.processBytes();
    let all: RunEffort = NO_EFFORT;
    const worth = (): number => worthMs(all.done, sensitivity) * 2 ** extension;
    while (all.done < count && this.exhausted === null && all.elapsedMs < worth()) {
      if (now() >= this.#deadline) break;
      all = sum(all, await this.iterate(count - all.done, SLICE_MS));
      const grownBytes = this.#subject.processBytes() - startBytes;
      if (grownBytes > MOST_BYTES && all.done >= leastIterations(sensitivity)) break;
    }
    return all;
  }

  /** Runs iterations that decide whether memory keeps growing, at most in half of the remaining time. */
  iterateToDecide(count: number): Promise<RunEffort> {
    return this.iterate(count, Math.min(LONGEST_DECISION_MS, (this.#deadline - now()) / 2));
  }

  /** Runs a few iterations, evenly spread over some time. */
  async iterateSlowly(milliseconds: number): Promise<RunEffort> {
    const end = now() + milliseconds;
    let all: RunEffort = NO_EFFORT;
    for (let at = 0; at < QUIET_ITERATIONS && this.exhausted === null; at++) {
      all = sum(all, await this.iterate(1));
      const left = end - now();
      if (left > 0) await this.#pause(left / (QUIET_ITERATIONS - at));
    }
    return all;
  }
}

function sum(before: RunEffort, last: RunEffort): RunEffort {
  return { ...last, done: before.done + last.done, elapsedMs: before.elapsedMs + last.elapsedMs };
}
