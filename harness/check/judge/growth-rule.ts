/** One stretch of a run: its iterations, and how many of the objects allocated in it survive. */
export interface Cohort {
  readonly iterations: number;
  readonly survivors: number;
}

/** Whether a group grows without bound, does not, or is undecided. */
export type GrowthJudgement = 'grows' | 'does not grow' | 'open';

/** Survivors of one class and holder below which they are judged together with others of the class. */
export const FEWEST_MEMBERS = 6;

/** Share of the mean rate from which on a stretch counts as proportional growth. */
const PROPORTIONAL = 0.5;
/** Share of the mean rate below which a stretch counts as no growth. */
const STOPPED = 0.25;
/** Expected survivors below which a stretch is too short to decide whether growth has stopped. */
const ENOUGH = 3;
/** Expected survivors from which on the absence of all is not due to chance, except once in a thousand times. */
export const NONE_BY_CHANCE = 7;
/** Total survivors below which nothing counts as growth: the harness itself may add one per look. */
const FLOOR = 6;
/** Minimum length of a stretch, in leaks at the sensitivity, to detect those that are hidden by replaced objects. */
const LEAST_TELLING = 5;
/** Maximum share of the last stretch for rare objects, in multiples of its proportion: more are young and may go. */
const YOUNG = 2;
/** Probability below which a count proves that the rate is lower. */
const IMPROBABLE = 0.002;

/**
 * Judges a group by its survivors at the end of a run. A leak has survivors from *every* stretch, in proportion to its
 * iterations: from the first ones (otherwise it is swept or replaced), from the long one in the middle, and from the
 * last ones (otherwise it has filled up). A single stretch proves nothing: noise in one cycle would count as growth.
 *
 * - It does not grow if a stretch has less than a quarter of its share, fewer than chance explains, and fewer than one
 *   in `oneIn` iterations.
 * - It grows if every stretch has at least half of its share, or as few as chance explains.
 * - Otherwise it is open: more iterations are needed.
 *
 * A rate below one in 2 × `oneIn` iterations is below the sensitivity of the check. Such a group gets no allowance for
 * chance, and must grow on at the end, but no faster than before: otherwise late initialisation and a few objects that
 * are sometimes replaced look like a slow leak.
 *
 * @param stretches stretches in the order of the run
 * @param oneIn sensitivity: one object leaked in this many iterations must be detected
 */
export function judgeGrowth(stretches: readonly Cohort[], oneIn: number): GrowthJudgement {
  const total = sum(stretches.map(({ survivors }) => survivors));
  if (total <= 0) return 'does not grow';
  if (stretches.length < 2) return 'open';
  const all = { iterations: sum(stretches.map(({ iterations }) => iterations)), survivors: total };
  const rate = total / all.iterations;
  const isRare = isBelow(rate, oneIn);
  const isRarer = isCertainlyBelow(all, oneIn);
  const [first, last] = [stretches.at(0), stretches.at(-1)];
  if (isRarer && (isNone(first) || isNone(last))) return 'does not grow';
  if (stretches.some((stretch) => hasStopped(stretch, rate, isRarer, oneIn))) return 'does not grow';
  if (isNone(first) || isNone(last)) return 'open';
  const proportional = stretches.every(({ iterations, survivors }) => {
    const expected = rate * iterations;
    if (expected < ENOUGH / 2 || survivors >= PROPORTIONAL * expected) return true;
    return !isRare && isByChance(survivors, expected, 2);
  });
  const share = (last?.survivors ?? 0) / (rate * (last?.iterations ?? 1));
  const goesOn = !isRare || ((last?.survivors ?? 0) >= ENOUGH && share <= YOUNG);
  return proportional && total >= FLOOR && goesOn ? 'grows' : 'open';
}

function isNone(stretch: Cohort | undefined): boolean {
  return stretch === undefined || stretch.survivors <= 0;
}

/** Whether a rate, in objects per iteration, is lower than the sensitivity that a check claims. */
export function isBelow(rate: number, oneIn: number): boolean {
  return rate < 1 / (2 * oneIn);
}

/** Whether a rate is lower than the sensitivity, and not only because chance left few in a short run. */
export function isCertainlyBelow({ iterations, survivors }: Cohort, oneIn: number): boolean {
  return isBelow(survivors / iterations, oneIn) && poissonBelow(survivors, iterations / oneIn) < IMPROBABLE;
}

/** Whether a stretch has too few survivors for growth at the group's mean rate, and at the sensitivity. */
function hasStopped(
  { iterations, survivors }: Cohort,
  rate: number,
  isRarer: boolean,
  oneIn: number,
): boolean {
  const expected = rate * iterations;
  if (survivors <= 0) return expected >= NONE_BY_CHANCE;
  if (expected < ENOUGH || survivors >= STOPPED * expected) return false;
  if (isRarer) return true;
  if (isByChance(survivors, expected, 3)) return false;
  // Beside objects that are replaced, the same holder may accumulate one in `oneIn` iterations.
  const least = iterations / oneIn;
  return least < LEAST_TELLING || !isByChance(survivors, least, 2);
}

/** Whether so many survivors are at least half of what was expected, or as few as chance explains. */
export function isProportional(survivors: number, expected: number): boolean {
  return survivors >= PROPORTIONAL * expected || isByChance(survivors, expected, 2);
}

/** Whether a number is as large as expected: less than half of it, more than twice, or in between, chance allowed for. */
export function isSteady(count: number, expected: number): 'less' | 'steady' | 'more' {
  const chance = 2 * Math.sqrt(expected);
  if (count < Math.min(PROPORTIONAL * expected, expected - chance)) return 'less';
  return count > Math.max(expected / PROPORTIONAL, expected + chance) ? 'more' : 'steady';
}

/** Whether chance explains so few survivors of a random leak: within some standard deviations of a Poisson count. */
function isByChance(survivors: number, expected: number, deviations: number): boolean {
  return survivors >= expected - deviations * Math.sqrt(expected);
}

/** Whether a stretch is so short that a leak of one in `oneIn` iterations may leave nothing in it by chance. */
export function isTooShort(iterations: number, oneIn: number): boolean {
  return iterations / oneIn < NONE_BY_CHANCE;
}

/** The impression of a group after the first cycles: it needs a longer run, does not grow, or needs one more cycle. */
export type FirstImpression = 'may grow' | 'nothing' | 'one more cycle';

/**
 * Judges a group by the first cycles alone. A single cycle is long enough to compare with what a leak of one in `oneIn`
 * iterations would have left. If all survivors are from one of several cycles, that is a burst, and the other cycles
 * decide. Wide on purpose, because a false suspect only costs time: a leak that occurs at random once in `oneIn`
 * iterations is missed by chance in a few of a thousand runs.
 */
export function firstImpression(cycles: readonly Cohort[], oneIn: number): FirstImpression {
  if (cycles.length === 1) return mayGrowStill(cycles, oneIn) ? 'may grow' : 'nothing';
  const total = sum(cycles.map(({ survivors }) => survivors));
  const most = cycles.reduce<Cohort>(
    (one, other) => (other.survivors > one.survivors ? other : one),
    NOTHING,
  );
  const others = total - most.survivors;
  if (others > 0 && total >= Math.min(ENOUGH, cycles.length)) return 'may grow';
  if (total === 0) return 'nothing';
  const rest = sum(cycles.map(({ iterations }) => iterations)) - most.iterations;
  // By chance, any of the cycles may be the one with the most.
  return poissonBelow(others, rest / oneIn) < IMPROBABLE / cycles.length ? 'nothing' : 'one more cycle';
}

const NOTHING: Cohort = { iterations: 0, survivors: 0 };

/**
 * Whether a group may be growing, by stretches of which the last is long. It is not if a leak of one in `oneIn`
 * iterations would have left more survivors in a stretch.
 */
export function mayGrowStill(stretches: readonly Cohort[], oneIn: number): boolean {
  return stretches.every(({ iterations, survivors }) => {
    const least = iterations / oneIn;
    return survivors > 0 && (isTooShort(iterations, oneIn) || isByChance(survivors, least, 3));
  });
}

/** Returns the probability of `count` or fewer if `expected` are expected, in a Poisson distribution. */
function poissonBelow(count: number, expected: number): number {
  let term = Math.exp(-expected);
  let below = term;
  for (let one = 1; one <= count; one++) {
    term *= expected / one;
    below += term;
  }
  return below;
}

/** Returns the judgement of several holders together: one that grows is enough. */
export function strongest(judgements: readonly GrowthJudgement[]): GrowthJudgement {
  if (judgements.includes('grows')) return 'grows';
  return judgements.includes('open') ? 'open' : 'does not grow';
}

/** Returns the sum of some numbers. */
export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
