import { type GrowthJudgement, judgeGrowth } from './growth-rule.js';
import { growStraight, judgeSteps } from './step-rule.js';
import type { Counters } from '../../isolates/agent/index.js';
import type { CounterSize, SurvivorHistory, Stretches } from '../run/survivor-history.js';

/** Minimum bytes outside the heap that an iteration must add to be a leak. */
export const LEAST_BYTES = 64;
/** Total bytes below which memory outside the heap does not count as grown: buffers in temporary use. */
export const NOISE_BYTES: number = 2 ** 17;
/** Minimum growth of a counter. */
const LEAST_COUNT = 6;
/** Maximum share of its growth that memory may lose between two looks and still count as growing. */
const GIVEN_BACK = 0.1;

/** A counter of something outside the heap, with the growth in each cycle. */
export interface CounterCourse {
  readonly name: string;
  readonly sizes: readonly CounterSize[];
  readonly growth: readonly number[];
}

/** Returns the counters of a run that were larger at the last look than at the first. */
export function grownCounters(history: SurvivorHistory<unknown>): CounterCourse[] {
  return [...history.counters()].flatMap(([name, sizes]) => {
    const growth = sizes.slice(1).map(({ count }, at) => count - (sizes[at]?.count ?? 0));
    const total = (sizes.at(-1)?.count ?? 0) - (sizes.at(0)?.count ?? 0);
    const iterations = (sizes.at(-1)?.iterations ?? 0) - (sizes.at(0)?.iterations ?? 0);
    return total >= leastOf(name, iterations) ? [{ name, sizes, growth }] : [];
  });
}

/**
 * Judges a counter. Things that are added one by one (handles, requests, open files) are judged like objects, by what
 * each stretch added. Memory grows in steps that may double it, so it is judged by what each doubling of the iterations
 * added, or by linear growth over many looks.
 */
export function judgeCounter(
  course: CounterCourse,
  history: SurvivorHistory<unknown>,
  stretches: Stretches,
  oneIn: number,
): GrowthJudgement {
  if (!isBytes(course.name)) return judgeGrowth(history.stretches(course.growth, stretches), oneIn);
  const sizes = course.sizes.map(({ iterations, count }) => ({ iterations, size: count }));
  if (!isSteady(course)) return 'does not grow';
  return growStraight(sizes, LEAST_BYTES) ? 'grows' : judgeSteps(sizes, LEAST_BYTES);
}

/** Whether the number of handles, requests or open files has grown, which the system limits. */
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

/** Whether a counter hardly ever shrank between looks: memory in temporary use comes and goes. */
function isSteady({ sizes }: CounterCourse): boolean {
  const allowed = GIVEN_BACK * ((sizes.at(-1)?.count ?? 0) - (sizes.at(0)?.count ?? 0));
  return sizes.every(({ count }, at) => (sizes[at - 1]?.count ?? 0) - count <= allowed);
}
