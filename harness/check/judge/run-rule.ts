import { judgeCollection } from './collection-rule.js';
import { type CounterCourse, judgeCounter } from './counter-rule.js';
import {
  type Cohort,
  FEWEST_MEMBERS,
  type GrowthJudgement,
  isBelow,
  judgeGrowth,
  NONE_BY_CHANCE,
  strongest,
  sum,
} from './growth-rule.js';
import { hasGrownSteadily, judgeNumbers, mayBeReplaced, netGrowth, turnoverOf } from './turnover.js';
import { judgeIsolates } from './isolates-rule.js';
import { leastConfirming } from '../run/iteration-budget.js';
import { classKey } from '../run/heap-history.js';
import type {
  ClassSurvivors,
  CollectionCourse,
  GroupNumbers,
  HeldGroup,
  MembersAt,
} from '../run/heap-history.js';
import type { Stretches, SurvivorHistory } from '../run/survivor-history.js';

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

/** Groups that can be judged alone, and pools of small groups of one class that are judged together. */
export interface SortedGroups {
  readonly alone: readonly HeldGroup[];
  readonly pools: readonly { readonly group: HeldGroup; readonly members: readonly HeldGroup[] }[];
}

type DoubtfulJudgement = Omit<JudgedGroup, 'group'>;

const UNSETTLED: DoubtfulJudgement = { judgement: 'open', isUnsettled: true };

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

  /** Judges what is held in one way, in all isolates of a pool together, too. */
  ofSum(group: HeldGroup): GrowthJudgement {
    const byHolder = this.#ofHolders(group);
    if (!group.byHolder.some((one) => this.#isTelling(one))) return byHolder;
    const inTurn = judgeIsolates(group.acrossIsolates, {
      judge: (survivors) => this.#judge(survivors),
      cohorts: (survivors) => this.#history.cohorts(survivors),
      oneIn: this.#oneIn,
    });
    return strongest([byHolder, inTurn]);
  }

  /**
   * Judges the holders of a group. The sum decides where no single holder can be told by itself; where some can, a cache
   * that fills and a ring of one class, which look like a leak together, are each judged alone. What few hold is judged
   * together.
   */
  #ofHolders({ survivors, byHolder }: HeldGroup): GrowthJudgement {
    const telling = byHolder.filter((one) => this.#isTelling(one));
    if (telling.length === 0) return this.#judge(survivors);
    const rest = restOf(survivors, telling);
    return strongest([...telling, rest].map((one) => this.#judge(one)));
  }

  /**
   * Judges groups. A group that seems to grow is doubtful if its class as a whole does not grow, or if so many objects
   * of its class have gone that its number of members may not have grown. Then its members are recorded at further
   * looks: those of a full pool change hands, and a sample of all so far is replaced as fast as it is extended.
   */
  ofGroups({ alone, pools }: SortedGroups, doesClassGrow: (group: HeldGroup) => boolean): JudgedGroup[] {
    const judged = [...alone.map((group) => ({ group, members: [group] })), ...pools].map((one) => ({
      ...one,
      judgement: this.ofSum(one.group),
      isPool: one.members[0] !== one.group,
    }));
    const doubtful = judged.filter(
      ({ group, judgement, isPool }) =>
        judgement === 'grows' && ((!isPool && !doesClassGrow(group)) || this.#mayBeReplaced(group)),
    );
    this.#note(
      [...alone, ...pools.flatMap(({ members }) => members)],
      doubtful.map(({ group }) => group),
    );
    return judged.map((one) => {
      const { group, judgement, members, isPool } = one;
      if (!doubtful.includes(one)) return { group, judgement, isUnsettled: false };
      return { group, ...(isPool ? this.#ofReplaced(group, members) : this.#ofDoubtful(group)) };
    });
  }

  /** Records the members of all groups of the classes of doubtful ones. */
  #note(groups: readonly HeldGroup[], doubtful: readonly HeldGroup[]): void {
    const seemToGrow = new Set(doubtful);
    const classes = new Map(doubtful.map((group) => [classKey(group.kind, group.className), group]));
    for (const { kind, className } of classes.values())
      this.#history.heap.noteMembers(
        groups.filter((one) => one.kind === kind && one.className === className),
        seemToGrow,
      );
  }

  #ofDoubtful(group: HeldGroup): DoubtfulJudgement {
    const settled = this.#history.heap.settled(group);
    if (settled === null) return UNSETTLED;
    const isLent = sum(settled) < LEAST_SETTLED * sum(group.survivors);
    if (!isLent) return this.#ofReplaced(group, [group]);
    // Some members of a pool stay in the same hands by chance, or because the newest are lent first.
    const judgement = this.#judge(settled) === 'does not grow' ? 'does not grow' : 'open';
    return { judgement, isUnsettled: false };
  }

  /** Judges a group that seems to grow by how its number of members has changed, also of several groups together. */
  #ofReplaced(group: HeldGroup, members: readonly HeldGroup[]): DoubtfulJudgement {
    const numbers = members.flatMap((one) => this.#history.heap.numbers(one) ?? []);
    if (numbers.length === 0) return UNSETTLED;
    const byHolder = numbers.flatMap((one) => one.byHolder);
    const growing = byHolder.filter((_, at) => this.#growsAlone(group.byHolder[at] ?? []));
    const isKnown = growing.length > 0 && growing.every(({ length }) => length > 0);
    const judgement = strongest((isKnown ? growing : [together(numbers)]).map((one) => this.#ofNumbers(one)));
    // What is thinned out at ever longer intervals may have grown in a few cycles.
    const isShort = this.#mayBeReplaced(group) && this.#longRunsBefore().length === 0;
    return { judgement: judgement === 'grows' && isShort ? 'open' : judgement, isUnsettled: false };
  }

  /** Judges a number of members by its growth from look to look. */
  #ofNumbers(numbers: readonly MembersAt[]): GrowthJudgement {
    const { cycles } = this.#history;
    const stretches = numbers.slice(1).map(({ cycles: to, count }, at): Cohort => {
      const before = numbers[at] ?? { cycles: 0, count: 0 };
      const iterations = sum(cycles.slice(before.cycles, to).map((cycle) => cycle.iterations));
      return { iterations, survivors: count - before.count };
    });
    return judgeNumbers(
      stretches.filter(({ iterations }) => iterations > 0),
      numbers[0]?.addedSince ?? 0,
      this.#oneIn,
    );
  }

  /** Whether so many objects of its class have gone in a stretch that its number of members may not have grown. */
  #mayBeReplaced({ kind, className, survivors, byHolder }: HeldGroup): boolean {
    // What timers release has not made room for other objects.
    if (this.#history.isReleasedByTimers({ kind, className })) return false;
    const seen = this.#history.heap.seen({ kind, name: className });
    const alone = byHolder.filter((one) => this.#growsAlone(one));
    const bounds = this.#history.bounds(this.#stretches);
    return bounds.slice(1).some((to, at) => {
      const from = bounds[at] ?? 0;
      const turnover = turnoverOf(seen, from, to);
      return (alone.length === 0 ? [survivors] : alone).some((one) =>
        mayBeReplaced(turnover, sum(one.slice(from, to))),
      );
    });
  }

  /** Whether what one holder retains can be judged by itself, and grows. */
  #growsAlone(survivors: readonly number[]): boolean {
    return this.#isTelling(survivors) && this.#judge(survivors) === 'grows';
  }

  grows(survivors: readonly number[]): boolean {
    return this.#judge(survivors) === 'grows';
  }

  /**
   * The groups, and for each class one more of those that have too few to be judged alone: what is held in many ways
   * leaks as well.
   */
  pooled(groups: readonly HeldGroup[]): SortedGroups {
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
      pools: pools.map((members) => ({ group: this.#history.heap.together(members), members })),
    };
  }

  /**
   * Judges the number of objects of a class, of which no group grows by itself: the members of a queue whose consumer is
   * too slow are never old, and lists that are filled one after the other do not grow for long. It grows if it has done
   * so in every cycle, through two long runs; one makes it open.
   *
   * @param counted survivors of the class that are judged otherwise, by cycle
   */
  ofClassNumbers(
    of: Pick<ClassSurvivors, 'kind' | 'name'>,
    counted: readonly number[] = [],
  ): GrowthJudgement {
    if (this.#stretches.last === 0 || this.#isCut) return 'does not grow';
    const growth = netGrowth(this.#history.heap.seen(of), counted);
    if (!hasGrownSteadily(this.#history.stretches(growth, this.#stretches), this.#oneIn))
      return 'does not grow';
    const [long] = this.#longRunsBefore();
    if (long === undefined) return 'open';
    // The first cycles are one stretch, up to that long run, and each later one is one by itself.
    const apart = this.#history.stretches(growth, { first: long, last: 1 });
    return hasGrownSteadily(apart, this.#oneIn) ? 'grows' : 'does not grow';
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
    const cohorts = this.#history.cohorts(survivors);
    return this.#longRunsBefore().some((cycle) => {
      const { survivors: left = 0, iterations = 0 } = cohorts[cycle] ?? {};
      return left === 0 && rate * iterations >= NONE_BY_CHANCE;
    });
  }

  /** Returns the confirmations that have become part of the first stretch, as cycles. */
  #longRunsBefore(): number[] {
    const { cycles } = this.#history;
    return [...cycles.keys()]
      .slice(1, this.#stretches.first)
      .filter((cycle) => (cycles[cycle]?.iterations ?? 0) >= leastConfirming(this.#oneIn));
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

/** Adds up the numbers of several groups, which were recorded at the same looks. */
function together(numbers: readonly GroupNumbers[]): MembersAt[] {
  const [first] = numbers;
  return (first?.whole ?? []).map(({ cycles }, look) => {
    const of = (what: 'count' | 'addedSince'): number =>
      sum(numbers.map(({ whole }) => whole[look]?.[what] ?? 0));
    return { cycles, count: of('count'), addedSince: of('addedSince') };
  });
}

/** What is left of a group's survivors when those of some holders are taken away. */
function restOf(survivors: readonly number[], holders: readonly (readonly number[])[]): number[] {
  return survivors.map((count, cycle) => Math.max(0, count - sum(holders.map((one) => one[cycle] ?? 0))));
}
