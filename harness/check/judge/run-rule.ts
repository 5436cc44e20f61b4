import { judgeCollection } from './collection-rule.js';
import { type CounterCourse, judgeCounter } from './counter-rule.js';
import {
  type Cohort,
  type GrowthJudgement,
  isBelow,
  judgeGrowth,
  NONE_BY_CHANCE,
  sum,
} from './growth-rule.js';
import { leastConfirming } from '../run/iteration-budget.js';
import { classKey, type CollectionCourse, type HeapHistory, type HeldGroup } from '../run/heap-history.js';
import type { Stretches, SurvivorHistory } from '../run/survivor-history.js';

/** Survivors of one class and holder below which they are judged together with others of the class. */
const FEWEST_MEMBERS = 6;
/** A group of which less than this share has been in it at every look changes hands. */
const LEAST_SETTLED = 0.8;
/** Expected survivors of a holder's first stretch from which on that holder can be judged by itself. */
const TELLING = 3;
/** Where something was used up, no last cycles tell that a cache has filled: then growth must be exact. */
const EXACT = 0.9;
/** A run that was cut short decides only when it was so many times the iterations that show one leak. */
const LEAST_RUN = 12;

/** A group with the answer whether it grows. */
export interface JudgedGroup {
  readonly group: HeldGroup;
  readonly judgement: GrowthJudgement;
  /** Whether more looks would distinguish growth from members of a pool that are lent to one holder after another. */
  readonly isUnsettled: boolean;
}

/** How one run is judged. */
export class RunRule {
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
   * Judges groups. Where a class as a whole does not grow, what grows in one way may be lent by a pool that is full:
   * then its members must have been held so at earlier looks, too.
   */
  ofGroups(
    groups: readonly HeldGroup[],
    doesClassGrow: (group: HeldGroup) => boolean,
    history: Pick<HeapHistory<unknown>, 'noteMembers' | 'settled'>,
  ): JudgedGroup[] {
    const judged = groups.map((group) => ({ group, judgement: this.ofSum(group), isUnsettled: false }));
    const doubtful = judged.filter(({ group, judgement }) => judgement === 'grows' && !doesClassGrow(group));
    const seemToGrow = new Set(doubtful.map(({ group }) => group));
    const classes = new Map(doubtful.map(({ group }) => [classKey(group.kind, group.className), group]));
    for (const { kind, className } of classes.values())
      history.noteMembers(
        groups.filter((one) => one.kind === kind && one.className === className),
        seemToGrow,
      );
    return judged.map((one) => (seemToGrow.has(one.group) ? this.#ofDoubtful(one.group, history) : one));
  }

  #ofDoubtful(group: HeldGroup, history: Pick<HeapHistory<unknown>, 'settled'>): JudgedGroup {
    const settled = history.settled(group);
    if (settled === null) return { group, judgement: 'open', isUnsettled: true };
    const isLent = sum(settled) < LEAST_SETTLED * sum(group.survivors);
    // Some members of a pool stay in the same hands by chance, or because the newest are lent first.
    const judgement = !isLent ? 'grows' : this.#judge(settled) === 'does not grow' ? 'does not grow' : 'open';
    return { group, judgement, isUnsettled: false };
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
    const isSure = judgement !== 'grows' || (this.#isSure(survivors) && !this.#hasPaused(survivors));
    return isSure ? judgement : 'open';
  }

  /**
   * Whether a long run that has become part of the first stretch left nothing: then a cache that filled before and
   * what is replaced now are added up.
   */
  #hasPaused(survivors: readonly number[]): boolean {
    const rate = sum(survivors) / this.#history.iterations;
    const longRuns = this.#history
      .cohorts(survivors)
      .slice(1, this.#stretches.first)
      .filter(({ iterations }) => iterations >= leastConfirming(this.#oneIn));
    return longRuns.some((one) => one.survivors === 0 && rate * one.iterations >= NONE_BY_CHANCE);
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
