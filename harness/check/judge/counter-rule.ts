import { type GrowthJudgement, judgeGrowth } from './growth-rule.js';
import { growStraight, judgeSteps } from './step-rule.js';
import type { Counters } from '../../isolates/agent/index.js';
import type { CounterSize, SurvivorHistory, Stretches } from '../run/survivor-history.js';

/** Bytes outside of the heap that an iteration must add to be a leak. */
export const LEAST_BYTES = 64;
/** Bytes in all below which memory outside of the heap has not grown: buffers that are in use for the moment. */
const NOISE_BYTES = 2 ** 17;
/** Less growth of a counter is none. */
const LEAST_COUNT = 6;
/** Share of its growth that memory may give back between two looks and still count as growing. */
const GIVEN_BACK = 0.1;

/** A counter of something outside the heap, with the growth in each cycle. */
export interface CounterCourse {
  readonly name: string;
  readonly sizes: readonly CounterSize[];
  readonly growth: readonly number[];
}

/** The counters of a run that were larger at the last look than at the first. */
export function grownCounters(history: SurvivorHistory<unknown>): CounterCourse[] {
  return [...history.counters()].flatMap(([name, sizes]) => {
    const growth = sizes.slice(1).map(({ count }, at) => count - (sizes[at]?.count ?? 0));
    const total = (sizes.at(-1)?.count ?? 0) - (sizes.at(0)?.count ?? 0);
    const iterations = (sizes.at(-1)?.iterations ?? 0) - (sizes.at(0)?.iterations ?? 0);
    return total >= leastOf(name, iterations) ? [{ name, sizes, growth }] : [];
  });
}

/**
 * Judges a counter. What comes one by one (handles, requests, open files) is judged as objects are, by what each
 * stretch added. Memory grows by steps, which may be as large as itself; so it is judged by what each doubling of the
 * iterations added, or by a straight line over many looks.
 */
export function judgeCounter(
  course: CounterCourse,
  history: SurvivorHistory<unknown>,
  stretches: Stretches,
  oneIn: number,
): GrowthJudgement {
  if (!isBytes(course.name)) return judgeGrowth(history.stretches(course.growth, stretches), oneIn);
  const sizes = course.sizes.map(({ iterations, count }) => ({ iterations, bytes: count }));
  if (!isSteady(course)) return 'does not grow';
  return growStraight(sizes, LEAST_BYTES) ? 'grows' : judgeSteps(sizes, LEAST_BYTES);
}

/** Whether handles, requests or open files have become more, of which the system has only so many. */
export function isUsingUp(before: Counters, now: Counters): boolean {
  return Object.entries(now).some(
    ([name, count]) => !isBytes(name) && count - (before[name] ?? 0) >= LEAST_COUNT,
  );
}

export function isBytes(name: string): boolean {
  return name.endsWith('bytes');
}

function leastOf(name: string, iterations: number): number {
  return isBytes(name) ? Math.max(NOISE_BYTES, LEAST_BYTES * iterations) : LEAST_COUNT;
}

/** Whether what has grown was hardly ever given back: memory that is in use for the moment comes and goes. */
function isSteady({ sizes }: CounterCourse): boolean {
  const allowed = GIVEN_BACK * ((sizes.at(-1)?.count ?? 0) - (sizes.at(0)?.count ?? 0));
  return sizes.every(({ count }, at) => (sizes[at - 1]?.count ?? 0) - count <= allowed);
}
