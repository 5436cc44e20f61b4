import type { GrowthJudgement } from './growth-rule.js';

/**
 * A size after a number of iterations: bytes of a collection's backing store or outside the heap, or a number of entries
 * or objects.
 */
export interface StepSize {
  /** Number of iterations since the scenario was loaded, including the warm-up. */
  readonly iterations: number;
  readonly size: number;
}

/** Minimum growth per doubling of the iterations, in which a store takes at least one step by a factor of 1.5 or 2. */
const STEP = 1.4;
/** Number of iterations in which a cache or a collection may fill linearly. */
export const FILLING_ITERATIONS = 2000;
/** Limits of each stretch's growth in linear growth, in multiples of its share. */
const STRAIGHT = { least: 0.5, most: 2 } as const;
/** Minimum number of stretches to detect linear growth. */
const STRETCHES = 5;

/**
 * Judges something that grows in steps, by its sizes, oldest first. A step may double the size, so a stretch without
 * growth means nothing. What counts is the growth since the first look in each doubling of the iterations.
 *
 * - It grows if it grew in each of the last two doublings, the last one after caches have filled.
 * - It does not grow if it hardly grew in the last doubling.
 * - It is open if there were too few iterations to decide.
 *
 * @param least minimum growth per iteration
 */
export function judgeSteps(sizes: readonly StepSize[], least: number): GrowthJudgement {
  const [first, now] = [sizes.at(0), sizes.at(-1)];
  const half = now && sizes.findLast(({ iterations }) => iterations <= now.iterations / 2);
  const quarter = half && sizes.findLast(({ iterations }) => iterations <= half.iterations / 2);
  if (first === undefined || now === undefined) return 'does not grow';
  if (half === undefined) return hasGrown(now, first, least) ? 'open' : 'does not grow';
  if (!hasGrown(now, half, least)) return 'does not grow';
  const grown = (then: StepSize, since: StepSize): boolean =>
    then.size > first.size && then.size - first.size >= STEP * Math.max(0, since.size - first.size);
  if (!grown(now, half)) return 'does not grow';
  // The first look has no growth to compare.
  if (quarter === undefined || quarter === first || half.iterations < FILLING_ITERATIONS) return 'open';
  return grown(half, quarter) ? 'grows' : 'open';
}

function hasGrown(now: StepSize, since: StepSize, least: number): boolean {
  const iterations = now.iterations - since.iterations;
  return iterations > 0 && now.size - since.size >= least * iterations;
}

/**
 * Whether sizes grow linearly: each of many stretches added its share, which a cache that fills in steps does not
 * explain.
 */
export function growStraight(sizes: readonly StepSize[], least: number): boolean {
  const [first, now] = [sizes.at(0), sizes.at(-1)];
  if (first === undefined || now === undefined || sizes.length <= STRETCHES) return false;
  const rate = (now.size - first.size) / (now.iterations - first.iterations);
  if (!(rate >= least)) return false;
  return sizes.slice(1).every(({ iterations, size }, at) => {
    const before = sizes[at] ?? first;
    const share = (size - before.size) / (rate * (iterations - before.iterations));
    return iterations === before.iterations || (share >= STRAIGHT.least && share <= STRAIGHT.most);
  });
}
