import {
  type Cohort,
  firstImpression,
  type FirstImpression,
  type GrowthJudgement,
  isBelow,
  isTooShort,
  judgeGrowth,
  mayGrowStill,
  sum,
} from './growth-rule.js';
import { growStraight, judgeSteps } from './step-rule.js';
import { type CounterCourse, grownCounters, isBytes, judgeCounter } from './counter-rule.js';
import type { ClassSurvivors, CollectionCourse, HeapHistory, HeldGroup } from '../run/heap-history.js';
import type { SurvivorHistory, Stretches } from '../run/survivor-history.js';
import { excuseOf, type Policy } from '../options/policy.js';
import { resourceFinding } from './resource-finding.js';
import type { Finding } from '../result/verdict.js';

/** Survivors of one class and holder below which they are judged together with others of the class. */
const FEWEST_MEMBERS = 6;
/** A group of which less than this share was there at an earlier look, or has been born since, changes hands. */
const LEAST_SETTLED = 0.8;
/** Expected survivors of a holder's first stretch from which on that holder can be judged by itself. */
const TELLING = 3;
/** Bytes that an iteration must add to a collection at least: a quarter of a number in an array. */
const SLOWEST_BYTES = 2;
/** Where something was used up, no last cycles tell that a cache has filled: then growth must be exact. */
const EXACT = 0.9;
/** A run that was cut short decides only when it was so many times the iterations that show one leak. */
const LEAST_RUN = 12;

/** What is growing and what is undecided, by class and holder: the only assessment used by the run and by the judge. */
export interface Assessment {
  readonly growing: readonly HeldGroup[];
  readonly open: readonly OpenGrowth[];
  readonly collections: readonly CollectionCourse[];
  readonly openCollections: readonly CollectionCourse[];
  readonly counters: readonly CounterCourse[];
  readonly openCounters: readonly CounterCourse[];
  /**
   * Whether one more look would distinguish growth from members of a pool that are lent to one holder after another.
   */
  readonly isUnsettled: boolean;
  /** Ids of the objects that retain everything passed to `context.keep()`. */
  readonly keptIds: ReadonlySet<number>;
}

/** The assessment if the first cycles have shown that nothing can be growing. */
export const NOTHING_GROWS: Assessment = {
  growing: [],
  open: [],
  collections: [],
  openCollections: [],
  counters: [],
  openCounters: [],
  isUnsettled: false,
  keptIds: new Set(),
};

/** A group that is undecided, above the sensitivity. */
export interface OpenGrowth {
  readonly className: string;
  readonly survivors: readonly number[];
  readonly group: HeldGroup | null;
}

/** The impression of the first cycles: whether a longer run is worth its time. */
export function firstImpressions(
  history: SurvivorHistory<unknown>,
  { sensitivity }: Policy,
): FirstImpression {
  const impressions = history.heap
    .classes()
    .map(({ survivors }) => firstImpression(history.cohorts(survivors), sensitivity));
  if (impressions.includes('may grow') || anythingElse(history)) return 'may grow';
  // Iterations that turned out to be slow: none of so few may be chance.
  if (history.cycles.length === 1 && isTooShort(history.iterations, sensitivity)) return 'one more cycle';
  return impressions.includes('one more cycle') ? 'one more cycle' : 'nothing';
}

/** Whether something may grow still after many iterations that were run on suspicion of nothing. */
export function mayGrowAfter(
  history: SurvivorHistory<unknown>,
  first: number,
  { sensitivity }: Policy,
): boolean {
  const may = ({ survivors }: ClassSurvivors): boolean =>
    mayGrowStill(history.stretches(survivors, { first, last: 0 }), sensitivity);
  return history.heap.classes().some(may) || anythingElse(history);
}

/** Whether a collection or a counter was larger at the last look, so that more iterations must tell. */
function anythingElse(history: SurvivorHistory<unknown>): boolean {
  return (
    grownCounters(history).length > 0 ||
    history.heap.collections().some(({ sizes }) => judgeSteps(sizes, SLOWEST_BYTES) !== 'does not grow')
  );
}

/**
 * Judges all that a run has seen, each kind by its own law: objects by their births, collections and memory by their
 * steps. Objects are judged by class and holder; the count by class alone only tells which classes are worth the
 * search.
 *
 * @param isCut whether the run was ended by a system that refused something, or by a full heap
 */
export function assess(
  history: SurvivorHistory<unknown>,
  stretches: Stretches,
  policy: Policy,
  isCut = false,
): Assessment {
  const classes = history.heap.classes();
  const rule = new Rule(history, stretches, policy.sensitivity, isCut);
  const candidates = classes.filter(({ survivors }) => rule.isCandidate(survivors));
  const groups = candidates.length === 0 ? [] : history.heap.held(candidates);
  const growing = new Set(
    candidates.filter(({ survivors }) => rule.grows(survivors)).map(({ kind, name }) => classKey(kind, name)),
  );
  const { alone, pools } = rule.pooled(groups, history.heap);
  const judged = [
    ...alone.map((group) => ({
      group,
      ...rule.ofGroup(group, growing.has(classKey(group.kind, group.className)), history.heap),
    })),
    ...pools.map((group) => ({ group, judgement: rule.ofSum(group), isUnsettled: false })),
  ];
  const collections = history.heap
    .collections()
    .map((course) => ({ course, judgement: rule.ofSizes(course) }));
  const counters = grownCounters(history).map((course) => ({ course, judgement: rule.ofCounter(course) }));
  const grows = ({ judgement }: { judgement: GrowthJudgement }): boolean => judgement === 'grows';
  const isOpen = ({ judgement }: { judgement: GrowthJudgement }): boolean => judgement === 'open';
  return {
    isUnsettled: judged.some(({ isUnsettled }) => isUnsettled),
    growing: judged.filter(grows).map(({ group }) => group),
    open: judged
      .filter(isOpen)
      .filter(({ group }) => rule.isWorthwhile(group.survivors) && excuseOf(group, policy) === null)
      .map(({ group }) => ({ className: group.className, survivors: group.survivors, group })),
    collections: collections.filter(grows).map(({ course }) => course),
    openCollections: collections
      .filter(isOpen)
      .map(({ course }) => course)
      .filter((course) => !course.isFilledWithObjects() && !areExcused(policy, () => course.finding())),
    counters: counters.filter(grows).map(({ course }) => course),
    keptIds: history.heap.keptIds(),
    openCounters: counters
      .filter(isOpen)
      .map(({ course }) => course)
      .filter(({ name, growth }) => isBytes(name) || rule.isWorthwhile(growth))
      .filter((course) => !areExcused(policy, () => [resourceFinding(course, policy.scenario)])),
  };
}

/** Whether the policy leaves out all findings; these are made only if it leaves out anything. */
function areExcused(policy: Policy, findings: () => readonly Finding[]): boolean {
  const { allowGrowth, ignore, knownLeaks } = policy;
  if (allowGrowth.length + ignore.length + knownLeaks.length === 0) return false;
  const all = findings();
  return all.length > 0 && all.every((finding) => excuseOf(finding, policy) !== null);
}

function classKey(kind: string, name: string): string {
  return `${kind} ${name}`;
}

/** The store of what is mostly holes may grow while its entries do not; where these could not be counted, it is open. */
function judgeCollection({ sizes, countable, entries }: CollectionCourse): GrowthJudgement {
  const judgement = growStraight(sizes, SLOWEST_BYTES) ? 'grows' : judgeSteps(sizes, SLOWEST_BYTES);
  if (countable === null || judgement === 'does not grow') return judgement;
  if (entries.length < 2) return 'open';
  return judgeSteps(entries, SLOWEST_BYTES) === 'does not grow' ? 'does not grow' : judgement;
}

/** The objects whose entries must be counted before their stores can be judged. */
export function toBeCounted(history: SurvivorHistory<unknown>): number[] {
  return history.heap
    .collections()
    .flatMap((course) =>
      course.countable !== null && judgeSteps(course.sizes, SLOWEST_BYTES) !== 'does not grow'
        ? [course.countable]
        : [],
    )
    .slice(0, MOST_COUNTED);
}

/** Objects whose entries are counted at one look. */
const MOST_COUNTED = 100;

/** How one run is judged. */
class Rule {
  readonly #history: SurvivorHistory<unknown>;
  readonly #stretches: Stretches;
  readonly #oneIn: number;
  readonly #isCut: boolean;

  constructor(history: SurvivorHistory<unknown>, stretches: Stretches, oneIn: number, isCut: boolean) {
    this.#history = history;
    this.#stretches = stretches;
    this.#oneIn = oneIn;
    this.#isCut = isCut;
  }

  /** Wide on purpose: what is replaced may hide what piles up, so one survivor of each stretch is enough. */
  isCandidate(survivors: readonly number[]): boolean {
    const stretches = this.#history.stretches(survivors, this.#stretches);
    const total = sum(survivors);
    return (
      total >= FEWEST_MEMBERS &&
      (stretches.every((one) => one.survivors > 0) || this.#judge(survivors) !== 'does not grow')
    );
  }

  /**
   * Judges what is held in one way. The sum decides where no single holder can be told by itself; where some can, a
   * cache that fills and a ring of one class, which look like a leak together, are each judged alone. What few hold is
   * judged together.
   */
  ofSum({ survivors, byHolder }: HeldGroup): GrowthJudgement {
    const telling = byHolder.filter((one) => this.#isTelling(one));
    if (telling.length === 0) return this.#judge(survivors);
    const rest = restOf(survivors, telling);
    const judgements = [...telling, rest].map((one) => this.#judge(one));
    return judgements.includes('grows') ? 'grows' : judgements.includes('open') ? 'open' : 'does not grow';
  }

  /**
   * Judges a group. Where its class as a whole does not grow, what grows in one way may be lent by a pool that is full:
   * then older members must have been held so at an earlier look.
   */
  ofGroup(
    group: HeldGroup,
    doesClassGrow: boolean,
    history: Pick<HeapHistory<unknown>, 'settled'>,
  ): { readonly judgement: GrowthJudgement; readonly isUnsettled: boolean } {
    const judgement = this.ofSum(group);
    if (judgement !== 'grows' || doesClassGrow) return { judgement, isUnsettled: false };
    const settled = history.settled(group);
    if (settled === null) return { judgement: 'open', isUnsettled: true };
    const isLent = sum(settled) < LEAST_SETTLED * sum(group.survivors);
    return { judgement: isLent ? this.#judge(settled) : judgement, isUnsettled: false };
  }

  grows(survivors: readonly number[]): boolean {
    return this.#judge(survivors) === 'grows';
  }

  /**
   * The groups, and for each class one more of those that have too few to be judged alone: what is held in many ways
   * leaks as well.
   */
  pooled(
    groups: readonly HeldGroup[],
    history: Pick<HeapHistory<unknown>, 'together'>,
  ): { readonly alone: readonly HeldGroup[]; readonly pools: readonly HeldGroup[] } {
    const few = groups.filter(({ within, survivors }) => within === null && !this.#isTelling(survivors));
    const byClass = new Map<string, HeldGroup[]>();
    for (const group of few) {
      const key = classKey(group.kind, group.className);
      byClass.set(key, [...(byClass.get(key) ?? []), group]);
    }
    const pools = [...byClass.values()].filter(({ length }) => length > 1);
    const inPools = new Set(pools.flat());
    return {
      alone: groups.filter((group) => !inPools.has(group)),
      pools: pools.map((pool) => history.together(pool)),
    };
  }

  ofSizes(course: CollectionCourse): GrowthJudgement {
    const judgement = judgeCollection(course);
    return judgement === 'grows' && this.#isCutShort() ? 'open' : judgement;
  }

  ofCounter(course: CounterCourse): GrowthJudgement {
    const judgement = judgeCounter(course, this.#history, this.#stretches, this.#oneIn);
    return judgement === 'grows' && !this.#isSure(course.growth) ? 'open' : judgement;
  }

  /** Whether so many survivors are above what a check claims to see. */
  isWorthwhile(survivors: readonly number[]): boolean {
    return !isBelow(sum(survivors) / this.#history.iterations, this.#oneIn);
  }

  #judge(survivors: readonly number[]): GrowthJudgement {
    const judgement = judgeGrowth(this.#history.stretches(survivors, this.#stretches), this.#oneIn);
    return judgement === 'grows' && !this.#isSure(survivors) ? 'open' : judgement;
  }

  /** Whether a holder has so many survivors that each stretch would show that it grows. */
  #isTelling(survivors: readonly number[]): boolean {
    const rate = sum(survivors) / this.#history.iterations;
    return this.#history
      .stretches(survivors, this.#stretches)
      .every(({ iterations }) => rate * iterations >= TELLING);
  }

  /** A run that was cut short has no last cycles: each stretch must have its share to a tenth, over enough iterations. */
  #isSure(survivors: readonly number[]): boolean {
    if (!this.#isCut || this.#stretches.last > 0) return true;
    const rate = sum(survivors) / this.#history.iterations;
    const isExact = (one: Cohort): boolean => one.survivors >= EXACT * rate * one.iterations;
    return !this.#isCutShort() && this.#history.stretches(survivors, this.#stretches).every(isExact);
  }

  #isCutShort(): boolean {
    return this.#isCut && this.#history.iterations < LEAST_RUN * this.#oneIn;
  }
}

/** What is left of a group's survivors when those of some holders are taken away. */
function restOf(survivors: readonly number[], holders: readonly (readonly number[])[]): number[] {
  return survivors.map((count, cycle) => Math.max(0, count - sum(holders.map((one) => one[cycle] ?? 0))));
}
