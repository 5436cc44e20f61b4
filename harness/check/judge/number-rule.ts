import type { ClassSurvivors, HeldGroup, NumbersInIsolate } from '../run/heap-history.js';
import { leastConfirming } from '../run/iteration-budget.js';
import { addedUp } from '../run/shared-groups.js';
import type { Stretches, SurvivorHistory } from '../run/survivor-history.js';
import { type GrowthJudgement, strongest } from './growth-rule.js';
import type { JudgedGroup } from './judged-group.js';
import { hasGrownSteadily, judgeTurningNumbers, netGrowth } from './turnover.js';

/** Minimum number of last cycles: a number that goes up and down may by chance be a little higher at a few looks. */
const LAST_CYCLES = 3;

/** The isolates whose numbers are judged: the scenario's own, or all others. */
const OWN_AND_OTHERS = [false, true] as const;

/**
 * How the number of objects of a class is judged, of which no group grows by itself: the members of a queue whose
 * consumer is too slow are never old, and lists that are filled one after the other do not grow for long.
 */
export class NumberRule {
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

  /** Whether there are last cycles to compare. */
  get #canJudge(): boolean {
    return this.#stretches.last > 0 && !this.#isCut;
  }

  isCandidate(one: ClassSurvivors): boolean {
    if (!this.#canJudge) return false;
    return this.#history.heap.seenApart(one).some((seen) => this.#ofNumbers(seen, []) !== 'does not grow');
  }

  /**
   * Returns the classes whose number of objects grows, or may grow, besides the groups that grow.
   *
   * @param groups the groups of these classes
   * @param judged the same groups, judged by the births of their members
   */
  ofClasses(
    classes: readonly ClassSurvivors[],
    groups: readonly HeldGroup[],
    judged: readonly JudgedGroup[],
  ): JudgedGroup[] {
    if (!this.#canJudge) return [];
    const growing = new Set(
      judged.filter(({ judgement }) => judgement === 'grows').map(({ group }) => group),
    );
    return classes.flatMap((one) =>
      OWN_AND_OTHERS.flatMap((isOfOthers) => {
        const same = groups.filter(
          (group) =>
            group.kind === one.kind &&
            group.className === one.name &&
            (group.isOfOthers ?? false) === isOfOthers,
        );
        const counted = same.filter((group) => growing.has(group));
        const others = same.filter((group) => !growing.has(group));
        // What grows in several isolates cannot be taken from the numbers of each.
        if (others.length === 0 || (isOfOthers && counted.length > 0)) return [];
        const judgement = this.#ofClass(one, isOfOthers, addedUp(counted.map(({ survivors }) => survivors)));
        if (judgement === 'does not grow') return [];
        const [only, ...more] = others as [HeldGroup, ...HeldGroup[]];
        const group = more.length === 0 ? only : this.#history.heap.together(others);
        return [
          { group, judgement, isUnsettled: judgement === 'grows' && this.#stretches.last < LAST_CYCLES },
        ];
      }),
    );
  }

  /**
   * Isolates that are used in turn fill their caches one after the other, so their sum would show nothing, and each is
   * judged by itself.
   *
   * @param counted survivors of the class that are judged otherwise, by cycle
   */
  #ofClass(one: ClassSurvivors, isOfOthers: boolean, counted: readonly number[]): GrowthJudgement {
    const meant = this.#history.heap.seenApart(one).filter((seen) => seen.isOfOthers === isOfOthers);
    return strongest(meant.map((seen) => this.#ofNumbers(seen, counted)));
  }

  /**
   * It grows if it has done so in every cycle, through two long runs; one makes it open. Or it grows in steps, in
   * the scenario's own isolate: those of a pool fill whenever it is their turn.
   */
  #ofNumbers(seen: NumbersInIsolate, counted: readonly number[]): GrowthJudgement {
    const growth = netGrowth(seen, counted);
    const bySteps = (): GrowthJudgement =>
      seen.isOfOthers
        ? 'does not grow'
        : judgeTurningNumbers(seen, this.#history.cohorts(growth), this.#oneIn);
    if (!hasGrownSteadily(this.#history.stretches(growth, this.#stretches), this.#oneIn)) return bySteps();
    const [long] = this.#history.longRuns(this.#stretches.first, leastConfirming(this.#oneIn));
    if (long === undefined) return 'open';
    // The first cycles are one stretch, up to that long run, and each later one is one by itself.
    const apart = this.#history.stretches(growth, { first: long, last: 1 });
    return hasGrownSteadily(apart, this.#oneIn) ? 'grows' : bySteps();
  }
}
