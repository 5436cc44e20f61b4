import {
  firstImpression,
  type FirstImpression,
  type GrowthJudgement,
  isTooShort,
  mayGrowStill,
} from './growth-rule.js';
import { changesOf } from './balance.js';
import { mayCollectionGrow } from './collection-rule.js';
import { type CounterCourse, grownCounters, isBytes } from './counter-rule.js';
import { classKey, type ClassSurvivors, type CollectionCourse, type HeldGroup } from '../run/heap-history.js';
import type { SeenFiles } from './file-findings.js';
import { RunRule } from './run-rule.js';
import { NumberRule } from './number-rule.js';
import { mayNumberGrow, netGrowth } from './turnover.js';
import type { SurvivorHistory, Stretches } from '../run/survivor-history.js';
import { excuseOf, type Policy } from '../options/policy.js';
import { resourceFindings, type ResourceOwners } from './resource-finding.js';
import type { Finding } from '../result/verdict.js';

/** What is growing and what is undecided, by class and holder: the only assessment used by the run and by the judge. */
export interface Assessment {
  readonly growing: readonly HeldGroup[];
  readonly open: readonly OpenGrowth[];
  readonly collections: readonly CollectionCourse[];
  readonly openCollections: readonly CollectionCourse[];
  readonly counters: readonly CounterCourse[];
  readonly openCounters: readonly CounterCourse[];
  /** Where resources have grown. */
  readonly owners: ResourceOwners;
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
  owners: { external: () => [], files: () => null, processes: () => [] },
  isUnsettled: false,
  keptIds: new Set(),
};

/** An undecided group, not rarer than the sensitivity. */
export interface OpenGrowth {
  readonly className: string;
  readonly survivors: readonly number[];
  readonly group: HeldGroup | null;
}

/** Returns the impression of the first cycles: whether a longer run is worthwhile. */
export function firstImpressions(
  history: SurvivorHistory<unknown>,
  { sensitivity }: Policy,
): FirstImpression {
  const impressions = history.heap
    .classes()
    .map(({ survivors }) => firstImpression(history.cohorts(survivors), sensitivity));
  if (impressions.includes('may grow') || anythingElse(history) || mayNumbersGrow(history, sensitivity))
    return 'may grow';
  // Iterations turned out to be slow: no survivor in so few of them may be due to chance.
  if (history.cycles.length === 1 && isTooShort(history.iterations, sensitivity)) return 'one more cycle';
  return impressions.includes('one more cycle') ? 'one more cycle' : 'nothing';
}

/**
 * Whether so many objects of a class came at once, in one of the first cycles, that a leak as rare as the check detects
 * leaves no more in all of them: they may come again.
 */
export function mayComeAgain(
  { heap, iterations }: SurvivorHistory<unknown>,
  { sensitivity }: Policy,
): boolean {
  return heap.classes().some(({ survivors }) => Math.max(...survivors, 0) >= iterations / sensitivity);
}

/** Whether something may still grow after many iterations that were run without a suspect. */
export function mayGrowAfter(
  history: SurvivorHistory<unknown>,
  first: number,
  { sensitivity }: Policy,
): boolean {
  const may = ({ survivors }: ClassSurvivors): boolean =>
    mayGrowStill(history.stretches(survivors, { first, last: 0 }), sensitivity);
  return history.heap.classes().some(may) || anythingElse(history) || mayNumbersGrow(history, sensitivity);
}

/** Whether the number of objects of a class may grow, although those of the first cycles have gone. */
function mayNumbersGrow(history: SurvivorHistory<unknown>, sensitivity: number): boolean {
  return history.heap
    .classes()
    .some((one) =>
      history.heap
        .seenApart(one)
        .some((seen) => mayNumberGrow(history.cohorts(netGrowth(seen)), sensitivity)),
    );
}

/** Whether a collection or a counter may grow, so that more iterations must decide. */
function anythingElse(history: SurvivorHistory<unknown>): boolean {
  return grownCounters(history).length > 0 || history.heap.collections().some(mayCollectionGrow);
}

/**
 * Judges all observations of a run, each kind by its own rule: objects by the cycles of their allocation, collections
 * and memory by their steps. Objects are judged by class and holder; the counts by class only decide which classes are
 * searched for.
 *
 * @param isCut whether the run was ended by an exhausted resource of the system, or by a full heap
 */
export function assess(
  history: SurvivorHistory<unknown>,
  stretches: Stretches,
  policy: Policy,
  isCut = false,
): Assessment {
  const classes = history.heap.classes();
  const rule = new RunRule(history, stretches, policy.sensitivity, isCut);
  const numbers = new NumberRule(history, stretches, policy.sensitivity, isCut);
  const candidates = classes.filter((one) => rule.isCandidate(one) || numbers.isCandidate(one));
  const groups = candidates.length === 0 ? [] : history.heap.held(candidates);
  const growing = new Set(
    candidates.filter(({ survivors }) => rule.grows(survivors)).map(({ kind, name }) => classKey(kind, name)),
  );
  const byGroup = rule.ofGroups(rule.pooled(groups), {
    doesClassGrow: (group) => growing.has(classKey(group.kind, group.className)),
    isExcused: (group) => excuseOf(group, policy) !== null,
  });
  const judged = [...byGroup, ...numbers.ofClasses(candidates, groups, byGroup)];
  const collections = history.heap
    .collections()
    .map((course) => ({ course, judgement: rule.ofSizes(course) }));
  const counters = grownCounters(history).map((course) => ({ course, judgement: rule.ofCounter(course) }));
  const grows = ({ judgement }: { judgement: GrowthJudgement }): boolean => judgement === 'grows';
  const isOpen = ({ judgement }: { judgement: GrowthJudgement }): boolean => judgement === 'open';
  const owners: ResourceOwners = {
    external: () => history.heap.external(),
    files: () => seenFiles(history),
    processes: () =>
      changesOf(history.uses.at(0)?.use.children ?? [], history.uses.at(-1)?.use.children ?? []),
  };
  const open = judged
    .filter(isOpen)
    .filter(({ group }) => rule.isWorthwhile(group.survivors) && excuseOf(group, policy) === null);
  return {
    owners,
    // Also of what is rarer than the sensitivity: without further looks it may seem to grow later.
    isUnsettled: judged.some(({ isUnsettled }) => isUnsettled),
    growing: judged.filter(grows).map(({ group }) => group),
    open: open.map(({ group }) => ({ className: nameOf(group), survivors: group.survivors, group })),
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
      .filter((course) => !areExcused(policy, () => resourceFindings(course, owners, policy.scenario))),
  };
}

/** Returns the name of a group as findings have it: functions without a name are `(closure)`. */
export function nameOf({ className, kind }: HeldGroup): string {
  return className === '' ? `(${kind})` : className;
}

function seenFiles({ uses, opened }: SurvivorHistory<unknown>): SeenFiles | null {
  const [first, last] = [uses.at(0)?.use.files ?? null, uses.at(-1)?.use.files ?? null];
  return first === null || last === null ? null : { first, last, opened };
}

/** Whether the policy excludes all findings. Creates them only if the policy has any rules. */
function areExcused(policy: Policy, findings: () => readonly Finding[]): boolean {
  const { allowGrowth, ignore, knownLeaks } = policy;
  if (allowGrowth.length + ignore.length + knownLeaks.length === 0) return false;
  const all = findings();
  return all.length > 0 && all.every((finding) => excuseOf(finding, policy) !== null);
}
