import type { GrowthJudgement } from './growth-rule.js';

/** The size of something after so many iterations: bytes of a collection's stores, or bytes outside of the heap. */
export interface StepSize {
  /** Since the scenario was opened, the warm-up among them. */
  readonly iterations: number;
  readonly bytes: number;
}

/** Stores grow by half or by their own size, now and then: between twice as many iterations one such step lies. */
const STEP = 1.4;
/** A cache, or a collection, may fill in a straight line for so many iterations. */
export const FILLING_ITERATIONS = 2000;
/** In a straight line, each stretch grows by half of its share at least, and by twice its share at most. */
const STRAIGHT = { least: 0.5, most: 2 } as const;
/** Stretches that make a straight line. */
const STRETCHES = 5;

/**
 * Judges sizes that grow in steps, oldest first. Its steps may be as large as itself, so one stretch without growth
 * means nothing; what counts is what each doubling of the iterations has added to the size at the first look.
 *
 * - It grows when the last two doublings each added to it, the last one beyond the point where caches have filled.
 * - It does not grow when the last doubling added nothing worth speaking of.
 * - It is open when there were too few iterations to say.
 *
 * @param leastBytes an iteration must add so many
 */
export function judgeSteps(sizes: readonly StepSize[], leastBytes: number): GrowthJudgement {
  const [first, now] = [sizes.at(0), sizes.at(-1)];
  const half = now && sizes.findLast(({ iterations }) => iterations <= now.iterations / 2);
  const quarter = half && sizes.findLast(({ iterations }) => iterations <= half.iterations / 2);
  if (first === undefined || now === undefined) return 'does not grow';
  if (half === undefined) return hasGrown(now, first, leastBytes) ? 'open' : 'does not grow';
  if (!hasGrown(now, half, leastBytes)) return 'does not grow';
  const grown = (size: StepSize, since: StepSize): boolean =>
    size.bytes - first.bytes >= STEP * Math.max(0, since.bytes - first.bytes);
  if (!grown(now, half)) return 'does not grow';
  // The first look has no growth to compare with.
  if (quarter === undefined || quarter === first || half.iterations < FILLING_ITERATIONS) return 'open';
  return grown(half, quarter) ? 'grows' : 'open';
}

function hasGrown(now: StepSize, since: StepSize, leastBytes: number): boolean {
  const iterations = now.iterations - since.iterations;
  return iterations > 0 && now.bytes - since.bytes >= leastBytes * iterations;
}

/**
 * Whether sizes lie on a straight line: each of many stretches has added its share, so that no cache that fills by
 * steps explains them.
 */
export function growStraight(sizes: readonly StepSize[], leastBytes: number): boolean {
  const [first, now] = [sizes.at(0), sizes.at(-1)];
  if (first === undefined || now === undefined || sizes.length <= STRETCHES) return false;
  const rate = (now.bytes - first.bytes) / (now.iterations - first.iterations);
  if (!(rate >= leastBytes)) return false;
  return sizes.slice(1).every(({ iterations, bytes }, at) => {
    const before = sizes[at] ?? first;
    const share = (bytes - before.bytes) / (rate * (iterations - before.iterations));
    return iterations === before.iterations || (share >= STRAIGHT.least && share <= STRAIGHT.most);
  });
}
