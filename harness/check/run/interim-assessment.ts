import { type Assessment, assess, NOTHING_GROWS } from '../judge/growth-assessment.js';
import { isPlantedSeen } from '../judge/judge-controls.js';
import { sortFindings, type SortedFindings } from '../judge/apply-policy.js';
import type { Policy } from '../options/policy.js';
import type { Suspect } from './timer-wait.js';
import type { SurvivorHistory, Stretches } from './survivor-history.js';

/** The state of a run: how its cycles are divided into stretches, and what grows according to these. */
export class InterimAssessment {
  /** Number of cycles in the first stretch. */
  first = 0;
  /** Number of cycles in the last stretch; 0 before a confirmation. */
  last = 0;
  /** Whether the first cycles have shown that nothing can grow. */
  isClear = false;
  readonly #history: SurvivorHistory<unknown>;
  readonly #policy: Policy;
  readonly #isCut: () => boolean;
  #assessed: { readonly looks: number; readonly assessment: Assessment } | null = null;

  /** @param isCut whether the run was ended by an exhausted resource of the system, or by a full heap */
  constructor(history: SurvivorHistory<unknown>, policy: Policy, isCut: () => boolean) {
    this.#history = history;
    this.#policy = policy;
    this.#isCut = isCut;
  }

  /** The assessment of the cycles run so far, computed once per look. */
  get assessment(): Assessment {
    if (this.isClear) return NOTHING_GROWS;
    const looks = this.#history.looks.length;
    if (this.#assessed?.looks !== looks) {
      const assessment = assess(this.#history, this.#stretches(), this.#policy, this.#isCut());
      this.#assessed = { looks, assessment };
    }
    return this.#assessed.assessment;
  }

  /** Discards the assessment, so that it is computed again. */
  forget(): void {
    this.#assessed = null;
  }

  /** The growth, sorted by its effect on the verdict. */
  get sorted(): SortedFindings {
    return sortFindings(this.assessment, this.#policy);
  }

  /** What grows or may grow, and can be released by a timer. */
  get suspects(): readonly Suspect[] {
    const { growing, open, collections, openCollections } = this.assessment;
    return [...growing, ...open.flatMap(({ group }) => group ?? []), ...collections, ...openCollections];
  }

  get isSuspicious(): boolean {
    const { growing, open, collections, openCollections, counters, openCounters } = this.assessment;
    const all = [growing, open, collections, openCollections, counters, openCounters];
    return all.some((some) => some.length > 0);
  }

  /** Whether something is undecided and nothing else leaks, so that more iterations are needed. */
  get isOpen(): boolean {
    const { open, openCollections, openCounters } = this.assessment;
    if (open.length + openCollections.length + openCounters.length === 0) return false;
    return this.sorted.wanted.length === 0;
  }

  /** Whether the planted leak is distinguished from objects that do not grow. */
  get isPlantedSeen(): boolean {
    return isPlantedSeen(this.#history, this.#stretches(), this.#policy.sensitivity);
  }

  /** Returns the stretches of the run. Before a confirmation, each cycle is a stretch of its own. */
  #stretches(): Stretches {
    const isConfirmed = this.first > 0 && this.#history.cycles.length > this.first;
    return { first: isConfirmed ? this.first : 1, last: this.last };
  }
}
