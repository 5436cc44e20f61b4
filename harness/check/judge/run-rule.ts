import { judgeCollection } from './collection-rule.js';
import { type CounterCourse, judgeCounter } from './counter-rule.js';
import {
  type Cohort,
  FEWEST_MEMBERS,
  type GrowthJudgement,
  isCertainlyBelow,
  judgeGrowth,
  strongest,
  sum,
} from './growth-rule.js';
import { beganLater, judgeNumbers, mayBeReplaced, turnoverByLook } from './turnover.js';
import { areInTurn, isEven, judgeIsolates } from './isolates-rule.js';
import {
  type DoubtfulJudgement,
  type JudgedGroup,
  restOf,
  type SortedGroups,
  UNSETTLED,
  weaker,
} from './judged-group.js';
import { classKey } from '../run/heap-history.js';
import { LEAST_LEAKS } from '../run/iteration-budget.js';
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
  isCandidate({ survivors, ...one }: ClassSurvivors): boolean {
    const stretches = this.#history.stretches(survivors, this.#stretches);
    const total = sum(survivors);
    return (
      total >= FEWEST_MEMBERS &&
      (stretches.every(({ survivors: left }) => left > 0) ||
        this.#judge(survivors) !== 'does not grow' ||
        this.#growsLate(survivors, one))
    );
  }

  /** Whether a class of which the first stretch never left anything grows by the other ones. */
  #growsLate(survivors: readonly number[], one: Pick<ClassSurvivors, 'kind' | 'name'>): boolean {
    const { first, last } = this.#stretches;
    if (last === 0 || !beganLater(this.#history.heap.seen(one), first)) return false;
    const later = this.#history.stretches(survivors, this.#stretches).slice(1);
    return judgeGrowth(later, this.#oneIn) === 'grows';
  }

  /** What began after the first stretch is open: one more long run makes it a part of the first stretch. */
  #ofLate({ kind, className: name, survivors }: HeldGroup): 'open' | null {
    const isLate = this.#judge(survivors) === 'does not grow' && this.#growsLate(survivors, { kind, name });
    return isLate ? 'open' : null;
  }

  /** Judges what is held in one way, in all isolates of a pool together, too. */
  ofSum(group: HeldGroup): GrowthJudgement {
    const byHolder = this.#ofHolders(group);
    if (!group.byHolder.some((one) => this.#isTelling(one))) {
      const { survivors } = group;
      // Of few objects below the sensitivity, stretches of different isolates look alike by chance.
      const isSure =
        !areInTurn(group) || (this.isWorthwhile(survivors) && isEven(this.#history.cohorts(survivors)));
      return isSure ? byHolder : weaker(byHolder, 'open');
    }
    const inTurn = judgeIsolates(group.acrossIsolates, {
      judge: (survivors) => this.#judge(survivors),
      cohorts: (survivors) => this.#history.cohorts(survivors),
      oneIn: this.#oneIn,
    });
    return strongest([byHolder, inTurn]);
  }

  /**
   * The sum decides where no single holder can be told by itself; where some can, a cache that fills and a ring of one
   * class, which look like a leak together, are each judged alone. What few hold is judged together.
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
   * looks: those of a full pool change hands, and a sample of all so far is replaced as fast as it is extended. So are
   * those of an open group, unless another one decides the verdict.
   */
  ofGroups(
    { alone, pools }: SortedGroups,
    { doesClassGrow, isExcused }: Record<'doesClassGrow' | 'isExcused', (group: HeldGroup) => boolean>,
  ): JudgedGroup[] {
    const judged = [...alone.map((group) => ({ group, members: [group] })), ...pools].map((one) => ({
      ...one,
      judgement: this.#ofLate(one.group) ?? this.ofSum(one.group),
      isPool: one.members[0] !== one.group,
    }));
    const growing = judged.filter(({ judgement }) => judgement === 'grows');
    const seeming = growing.filter(
      ({ group, isPool }) => (!isPool && !doesClassGrow(group)) || this.#mayBeReplaced(group),
    );
    const isDecided = growing.some((one) => !seeming.includes(one) && !isExcused(one.group));
    const open = isDecided ? [] : judged.filter(({ judgement }) => judgement === 'open');
    const doubtful = [...seeming, ...open.filter(({ group }) => this.#mayBeReplaced(group))];
    this.#note(
      [...alone, ...pools.flatMap(({ members }) => members)],
      doubtful.map(({ group }) => group),
    );
    const all = judged.map((one): JudgedGroup => {
      const { group, judgement, members, isPool } = one;
      if (!doubtful.includes(one)) return { group, judgement, isUnsettled: false };
      const settled = isPool ? this.#ofReplaced(group, members) : this.#ofDoubtful(group);
      return { group, ...settled, judgement: weaker(judgement, settled.judgement) };
    });
    const replaced = new Set(
      all.filter((one) => one.judgement === 'does not grow').map(({ group }) => group),
    );
    return all.map((one) =>
      this.#isReplacedWith(one, replaced) ? { ...one, judgement: 'does not grow' } : one,
    );
  }

  /**
   * Whether a group below one that does not grow seems to grow only because its members take the place of older objects
   * of their class. These cannot be counted by holder, because they are retained by the older ones of the group above.
   */
  #isReplacedWith({ group, judgement }: JudgedGroup, replaced: ReadonlySet<HeldGroup>): boolean {
    if (judgement !== 'grows' || group.within === null || !replaced.has(group.within)) return false;
    const [whole = []] = [this.#history.heap.numbers(group)?.whole];
    const { survivors, older } = this.#history.heap.seen({ kind: group.kind, name: group.className });
    const numbers = whole.map((one) => ({
      ...one,
      count: sum(survivors[one.cycles] ?? []) + (older[one.cycles] ?? 0),
    }));
    return this.#ofNumbers(numbers) === 'does not grow';
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
    const counted = isKnown ? growing : [together(numbers)];
    const judgement = strongest(counted.map((one) => this.#ofNumbers(one)));
    if (judgement !== 'grows' || !this.#mayBeReplaced(group)) return { judgement, isUnsettled: false };
    // What is thinned out at ever longer intervals grows for a few cycles, but not over a long run.
    const overLongRun = counted.map((one) => this.#ofNumbers(this.#overLongRun(one)));
    return { judgement: overLongRun.includes('grows') ? 'grows' : 'open', isUnsettled: false };
  }

  /** Returns the looks from the last one before the last long run; none if there was no such look. */
  #overLongRun(looks: readonly MembersAt[]): readonly MembersAt[] {
    const after = this.#history.cycles.length - this.#stretches.last;
    const before = looks.findLastIndex(({ cycles }) => cycles < after);
    return before < 0 ? [] : looks.slice(before);
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
    return (alone.length === 0 ? [survivors] : alone).some((one) =>
      mayBeReplaced(
        bounds.slice(1).map((to, at) => {
          const from = bounds[at] ?? 0;
          return { turnover: turnoverByLook(seen, from, to), added: sum(one.slice(from, to)) };
        }),
      ),
    );
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
    const { iterations } = this.#history;
    return !isCertainlyBelow({ iterations, survivors: sum(survivors) }, this.#oneIn);
  }

  #judge(survivors: readonly number[]): GrowthJudgement {
    const judgement = judgeGrowth(this.#history.stretches(survivors, this.#stretches), this.#oneIn);
    return judgement !== 'grows' || this.#isSure(survivors) ? judgement : 'open';
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
    return this.#isCut && this.#history.iterations < LEAST_LEAKS * this.#oneIn;
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
