/** One stretch of a run: its iterations, and how many objects born in it are still there. */
export interface Cohort {
  readonly iterations: number;
  readonly survivors: number;
}

/** Whether a group grows without end, or not, or whether more must be seen first. */
export type GrowthJudgement = 'grows' | 'does not grow' | 'open';

/** Share of the mean rate that a stretch must reach to count as growth in proportion. */
const PROPORTIONAL = 0.5;
/** Share of the mean rate below which a stretch counts as no growth. */
const STOPPED = 0.25;
/** Expected survivors below which a stretch is too short to tell whether growth has stopped. */
const ENOUGH = 3;
/** Expected survivors from which on none at all is no chance: one in a thousand. */
export const NONE_BY_CHANCE = 7;
/** Survivors in all below which nothing is called growth: the harness itself may add one per look. */
const FLOOR = 6;
/** Leaks at the sensitivity that a stretch must be long enough for, to tell those that hide behind what is replaced. */
const LEAST_TELLING = 5;
/** So many times its share may the last stretch have of what is rare: more of it is young, and will go. */
const YOUNG = 2;
/** Below this probability a count is taken as proof that the rate is lower. */
const IMPROBABLE = 0.003;

/**
 * Judges a group by its survivors at the end of a run. A leak has survivors of *every* stretch, in proportion to its
 * iterations: of the first ones (else it is swept or replaced), of the long one in the middle, and of the last ones
 * (else it has filled up). One stretch alone proves nothing: a noise of one cycle would be growth.
 *
 * - Fewer than a quarter of its share in a stretch, beyond what chance does, and fewer than one in `oneIn` iterations:
 *   it does not grow.
 * - At least half of its share in every stretch, or as few as chance allows: it grows.
 * - All else is open: more has to be seen.
 *
 * What is rarer than one in 2 × `oneIn` iterations is below what a check claims to see. It gets no allowance for
 * chance and must go on at the end no faster than before: late initialisation and a few objects that are replaced now
 * and then look like a slow leak otherwise.
 *
 * @param stretches in the order of the run
 * @param oneIn one object left behind in that many iterations is to be seen
 */
export function judgeGrowth(stretches: readonly Cohort[], oneIn: number): GrowthJudgement {
  const total = sum(stretches.map(({ survivors }) => survivors));
  if (total <= 0) return 'does not grow';
  if (stretches.length < 2) return 'open';
  const rate = total / sum(stretches.map(({ iterations }) => iterations));
  const isRare = isBelow(rate, oneIn);
  const [first, last] = [stretches.at(0), stretches.at(-1)];
  if (isRare && (isNone(first) || isNone(last))) return 'does not grow';
  if (stretches.some((stretch) => hasStopped(stretch, rate, oneIn))) return 'does not grow';
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

/** Whether a stretch has so few survivors that the group cannot grow at its mean rate, nor at the least that is to be seen. */
function hasStopped({ iterations, survivors }: Cohort, rate: number, oneIn: number): boolean {
  const expected = rate * iterations;
  if (survivors <= 0) return expected >= NONE_BY_CHANCE;
  if (expected < ENOUGH || survivors >= STOPPED * expected) return false;
  if (isBelow(rate, oneIn)) return true;
  if (isByChance(survivors, expected, 3)) return false;
  // Beside what is replaced under the same holder, one in `oneIn` may pile up.
  const least = iterations / oneIn;
  return least < LEAST_TELLING || !isByChance(survivors, least, 2);
}

/** Whether so few may come by chance where a leak strikes at random: within some deviations of a Poisson count. */
function isByChance(survivors: number, expected: number, deviations: number): boolean {
  return survivors >= expected - deviations * Math.sqrt(expected);
}

/** Whether a stretch has so few iterations that a leak of one in `oneIn` may leave nothing in it by chance. */
export function isTooShort(iterations: number, oneIn: number): boolean {
  return iterations / oneIn < NONE_BY_CHANCE;
}

/** The impression of a group after the first cycles: worth a longer run, not growing, or one more cycle decides. */
export type FirstImpression = 'may grow' | 'nothing' | 'one more cycle';

/**
 * Judges the first cycles alone. A single one is long enough to decide by what one leak in `oneIn` would have left.
 * Of several, what all came in one is a burst: the other cycles decide. Wide on purpose, for
 * it only costs time: a leak that strikes at random once in `oneIn` iterations is let through by chance in three of a
 * thousand runs.
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
  return poissonBelow(others, rest / oneIn) < IMPROBABLE ? 'nothing' : 'one more cycle';
}

const NOTHING: Cohort = { iterations: 0, survivors: 0 };

/**
 * Whether a group may be growing, by stretches of which the last is long: it is not if a stretch has so few that one
 * per `oneIn` iterations would have left more.
 */
export function mayGrowStill(stretches: readonly Cohort[], oneIn: number): boolean {
  return stretches.every(({ iterations, survivors }) => {
    const least = iterations / oneIn;
    return survivors > 0 && (isTooShort(iterations, oneIn) || isByChance(survivors, least, 3));
  });
}

/** Probability of `count` or fewer where `expected` are expected, by Poisson's law. */
function poissonBelow(count: number, expected: number): number {
  let term = Math.exp(-expected);
  let below = term;
  for (let one = 1; one <= count; one++) {
    term *= expected / one;
    below += term;
  }
  return below;
}

/** The sum of some numbers. */
export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
