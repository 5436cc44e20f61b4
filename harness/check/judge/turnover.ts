import { FILLING_ITERATIONS, judgeSteps, type StepSize } from './step-rule.js';
import type { SeenNumbers } from '../run/heap-history.js';
import { type Cohort, type GrowthJudgement, isBelow, isSteady, judgeGrowth, sum } from './growth-rule.js';

/** How many objects of a class came and went in a stretch of a run. */
export interface Turnover {
  /** Objects allocated in the stretch that were alive at its end. */
  readonly born: number;
  /** Objects allocated in earlier cycles that were alive at its beginning, and no longer at its end. */
  readonly died: number;
  /** Objects older than the first look that were alive at its beginning, and no longer at its end. */
  readonly olderDied: number;
}

/**
 * Net growth, as a share of the objects added meanwhile: from `GROWS` on nearly nothing is replaced, below `STAYS`
 * nearly everything is.
 */
const GROWS = 0.5;
const STAYS = 0.25;
/** Share of a number by which it must have shrunk between two looks to count as one that goes up and down. */
const SHRINKS = 0.1;
/** Minimum number of iterations after which steps of a number are told from one that goes up and down. */
const LEAST_FOR_STEPS = 5 * FILLING_ITERATIONS;
/** Maximum factor between two numbers per iteration of what doubles whenever it is full, with some room. */
const WITHIN_STEPS = 2.5;
/** Objects added below which that share says nothing. */
const ENOUGH = 3;

/**
 * Returns how objects of a class came and went in the cycles from `from` to `to`.
 *
 * @param seen numbers at each look; the look before the first cycle is entry 0
 */
export function turnoverOf({ survivors, older }: SeenNumbers, from: number, to: number): Turnover {
  const [before = [], after = []] = [survivors[from], survivors[to]];
  return {
    born: sum(after.slice(from, to)),
    died: sum(before) - sum(after.slice(0, from)),
    olderDied: Math.max(0, (older[from] ?? 0) - (older[to] ?? 0)),
  };
}

/** Returns the same, with all objects that have gone between two looks: a stretch may contain many cycles. */
export function turnoverByLook(seen: SeenNumbers, from: number, to: number): Turnover {
  const looks = Array.from({ length: to - from }, (_, at) => turnoverOf(seen, from + at, from + at + 1));
  return { ...turnoverOf(seen, from, to), died: sum(looks.map(({ died }) => died)) };
}

/** Whether no look has ever found an object of the first cycles: they did not go, but were not there. */
export function beganLater({ survivors }: SeenNumbers, first: number): boolean {
  return survivors.every((look) => sum(look.slice(0, first)) === 0);
}

/**
 * Whether so many objects may have gone, compared with what was added, that their number may not have grown. Those of
 * the run tell this in any stretch. Older ones do so only if they went in each of them: many go in the first cycles,
 * left behind by the start of a program.
 *
 * @param stretches what came and went in each stretch, and the survivors that it added
 */
export function mayBeReplaced(stretches: readonly { turnover: Turnover; added: number }[]): boolean {
  const telling = stretches.filter(({ added }) => added >= ENOUGH);
  return (
    telling.some(({ turnover, added }) => turnover.died > STAYS * added) ||
    (telling.length > 0 &&
      telling.every(({ turnover, added }) => turnover.died + turnover.olderDied > STAYS * added))
  );
}

/**
 * Judges a number of objects of which many are replaced, by its net growth from look to look.
 *
 * - It grows if the net growth is at least half of what was added, unless it has stopped in a stretch: a series that is
 *   thinned out grows steadily after that, for longer each time.
 * - It does not grow if the net growth is less than a quarter of that, and rarer than the check claims to see.
 * - In between, it grows if it grew in each stretch: one in many is left behind among objects that are replaced.
 *
 * @param stretches net growth between looks
 * @param added living objects that were allocated meanwhile
 */
export function judgeNumbers(stretches: readonly Cohort[], added: number, oneIn: number): GrowthJudgement {
  const growth = sum(stretches.map(({ survivors }) => survivors));
  const rate = growth / sum(stretches.map(({ iterations }) => iterations));
  if (added < ENOUGH) return 'open';
  if (growth >= GROWS * added) return judgeGrowth(stretches, oneIn) === 'does not grow' ? 'open' : 'grows';
  if (growth < STAYS * added) return isBelow(rate, oneIn) ? 'does not grow' : 'open';
  return !isBelow(rate, oneIn) && judgeGrowth(stretches, oneIn) === 'grows' ? 'grows' : 'open';
}

/**
 * Returns by how much the number of objects of a class grew in each cycle. Objects that are older than the first look
 * and go in the first cycle do not count: they are often left behind by the start of a program.
 *
 * @param seen numbers at each look; the look before the first cycle is entry 0
 * @param counted survivors that are judged otherwise, by cycle
 */
export function netGrowth(
  { survivors, older }: SeenNumbers,
  counted: readonly number[] = [],
): readonly number[] {
  const left = (look: number): number => Math.min(older[look] ?? 0, older[1] ?? 0);
  const numbers = survivors.map((look, cycles) => sum(look) + left(cycles) - sum(counted.slice(0, cycles)));
  return numbers.slice(1).map((count, at) => count - (numbers[at] ?? 0));
}

/** Whether a number may be growing, by the first cycles: it did in each of them, and not only in the first. */
export function mayNumberGrow(cycles: readonly Cohort[], oneIn: number): boolean {
  const later = cycles.slice(1);
  return rateAbove(later, oneIn) !== null && later.every(({ survivors }) => survivors > 0);
}

/** Returns the mean rate of growth, per iteration; `null` if it is slower than the check claims to see, or next to none. */
function rateAbove(stretches: readonly Cohort[], oneIn: number): number | null {
  const growth = sum(stretches.map(({ survivors }) => survivors));
  const rate = growth / sum(stretches.map(({ iterations }) => iterations));
  return growth < ENOUGH || isBelow(rate, oneIn) ? null : rate;
}

/**
 * Whether the number of objects of a class has grown steadily, however long each of them lives: a queue whose consumer
 * is too slow, or lists that are filled one after the other. Apart from the first stretch, in which caches fill, each
 * has its share of the growth: at least half of it, and at most twice.
 *
 * @param stretches net growth of the number in each stretch
 * @param oneIn sensitivity; slower growth is not claimed to be seen
 */
export function hasGrownSteadily(stretches: readonly Cohort[], oneIn: number): boolean {
  const [first, ...later] = stretches;
  if (first === undefined || later.length < 2) return false;
  const rate = rateAbove(later, oneIn);
  if (rate === null) return false;
  const [start, ...rest] = [first, ...later].map((one) => isSteady(one.survivors, rate * one.iterations));
  return start !== 'less' && rest.every((one) => one === 'steady');
}

/**
 * Judges the number of objects of a class most of which are replaced, and whose number grows in steps: those in a
 * circular buffer that doubles whenever it is full, and whose slots are not cleared. Like the size of a store, the number
 * is compared over doublings of the iterations.
 *
 * @param cycles net growth of the number in each cycle
 */
export function judgeTurningNumbers(
  seen: SeenNumbers,
  cycles: readonly Cohort[],
  oneIn: number,
): GrowthJudgement {
  let last: StepSize = { iterations: 0, size: 0 };
  const numbers = [last];
  for (const { iterations, survivors: growth } of cycles) {
    // What shrinks now and then, such as a cache that is emptied, would be compared by chance only.
    if (-growth > SHRINKS * last.size) return 'does not grow';
    last = { iterations: last.iterations + iterations, size: last.size + growth };
    numbers.push(last);
  }
  const total = last.iterations;
  if (total < LEAST_FOR_STEPS || !isInProportion(numbers)) return 'does not grow';
  const half = numbers.findLastIndex(({ iterations }) => iterations <= total / 2);
  const { died } = turnoverOf(seen, half, seen.survivors.length - 1);
  const isReplaced = died > 0 && died >= GROWS * sum(seen.survivors[half] ?? []);
  return isReplaced ? judgeSteps(numbers, 1 / oneIn) : 'does not grow';
}

/** Whether a number per iteration has stayed about the same, from step to step, since caches have filled. */
function isInProportion(numbers: readonly StepSize[]): boolean {
  const later = numbers.filter(({ iterations }) => iterations >= FILLING_ITERATIONS);
  const rates = later.map(({ iterations, size }) => size / iterations);
  return Math.max(...rates) <= WITHIN_STEPS * Math.min(...rates);
}
