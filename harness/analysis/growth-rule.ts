/** One stretch of a run: its iterations, and how many objects born in it are still there. */
export interface Cohort {
  readonly iterations: number;
  readonly survivors: number;
}

/** Whether a group grows without end, or not, or whether more must be seen first. */
export type GrowthJudgement = 'grows' | 'does not grow' | 'open';

/** Share of the mean rate that a stretch must reach at least to count as growth in proportion. */
const PROPORTIONAL = 0.5;
/** Share of the mean rate below which a stretch counts as no growth. */
const STOPPED = 0.25;
/** Expected survivors below which a stretch is too short to tell. */
const ENOUGH = 3;
/** Survivors in all below which nothing is called growth: the harness itself may add one per look. */
const FLOOR = 6;
/** Survivors per iteration below which something is rarer than what a check claims to see; see `judgeGrowth`. */
const RARE = 1 / 100;

/** So many times its share may the last stretch have of what is rare: more of it is young, and will go. */
const YOUNG = 2;

/**
 * Whether a group is worth a longer run: something of it has survived from more than one cycle. Wide on purpose: it
 * only costs time.
 */
export function mayGrow(cohorts: readonly Cohort[]): boolean {
  const total = sum(cohorts.map(({ survivors }) => survivors));
  const cycles = cohorts.filter(({ survivors }) => survivors > 0).length;
  return total >= Math.min(ENOUGH, cohorts.length) && cycles >= Math.min(2, cohorts.length);
}

/**
 * Judges a group by its survivors at the end of a run. A leak has survivors of *every* stretch, in proportion to its
 * iterations: of the first ones (else it is swept or replaced), of the long one in the middle, and of the last ones
 * (else it has filled up). What is rarer than a check claims to see gets no allowance for chance, and must be seen to go
 * on no faster than before: late initialisation, a stray object at the end, and a few objects that are replaced now and
 * then look like a slow leak otherwise.
 *
 * @param stretches in the order of the run
 */
export function judgeGrowth(stretches: readonly Cohort[]): GrowthJudgement {
  const total = sum(stretches.map(({ survivors }) => survivors));
  const rate = total / sum(stretches.map(({ iterations }) => iterations));
  if (stretches.at(0)?.survivors === 0 || stretches.at(-1)?.survivors === 0) return 'does not grow';
  const isRare = rate < RARE;
  const shares = stretches.map(({ iterations, survivors }) => ({
    expected: rate * iterations,
    share: survivors / (rate * iterations),
  }));
  if (shares.some(({ expected, share }) => expected >= ENOUGH && share < STOPPED)) return 'does not grow';
  const proportional = shares.every(
    ({ expected, share }) =>
      expected < ENOUGH / 2 || share >= PROPORTIONAL || (!isRare && byChance(expected, share)),
  );
  const last = { survivors: stretches.at(-1)?.survivors ?? 0, share: shares.at(-1)?.share ?? 0 };
  const goesOn = !isRare || (last.survivors >= ENOUGH && last.share <= YOUNG);
  return proportional && total >= FLOOR && goesOn ? 'grows' : 'open';
}

/** Whether so few may come by chance where a leak strikes at random: within two standard deviations of a Poisson count. */
function byChance(expected: number, share: number): boolean {
  return expected * share >= expected - 2 * Math.sqrt(expected);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
