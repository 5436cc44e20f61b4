import type { HeldGroup, IsolateSurvivors } from '../run/heap-history.js';
import { addedUp } from '../run/shared-groups.js';
import {
  type Cohort,
  FEWEST_MEMBERS,
  type GrowthJudgement,
  isProportional,
  judgeGrowth,
  strongest,
  sum,
} from './growth-rule.js';
import { FILLING_ITERATIONS } from './step-rule.js';

/** How counts by cycle are judged in a run. */
export interface CycleRule {
  readonly judge: (survivors: readonly number[]) => GrowthJudgement;
  readonly cohorts: (survivors: readonly number[]) => readonly Cohort[];
  /** Sensitivity: one object leaked in this many iterations must be detected. */
  readonly oneIn: number;
}

/**
 * Judges corresponding holders of several isolates, which may get their tasks in turn, one for a while and then another
 * one. A leak grows in all of them together, at the same rate in each cycle, and in one of them while that is used: this
 * distinguishes it from caches that fill in each isolate. If most of it is in isolates in which it has stopped growing,
 * it does not grow, because all isolates run the same code.
 */
export function judgeIsolates(pairs: HeldGroup['acrossIsolates'], rule: CycleRule): GrowthJudgement {
  return strongest(pairs.map((isolates) => ofPair(isolates, rule)));
}

function ofPair(isolates: readonly IsolateSurvivors[], rule: CycleRule): GrowthJudgement {
  const all = addedUp(isolates.map(({ survivors }) => survivors));
  const judgement = rule.judge(all);
  if (judgement === 'does not grow') return judgement;
  const used = isolates.map((one) => ({ count: sum(one.survivors), judgement: whileUsed(one, rule) }));
  const stopped = sum(used.map((one) => (one.judgement === 'does not grow' ? one.count : 0)));
  if (stopped >= sum(all) / 2) return 'does not grow';
  const isSure = used.some((one) => one.judgement === 'grows') && isEven(rule.cohorts(all));
  return isSure ? judgement : 'open';
}

/**
 * Judges what an isolate retains by the cycles in which it was used, as it may have had no tasks in the others: those
 * that left something, and those of which earlier snapshots contained objects that have gone.
 */
function whileUsed({ survivors, seen }: IsolateSurvivors, { cohorts, oneIn }: CycleRule): GrowthJudgement {
  const used = cohorts(survivors).filter(
    (cycle, at) => cycle.survivors > 0 || (seen[at] ?? 0) >= FEWEST_MEMBERS,
  );
  const judgement = judgeGrowth(used, oneIn);
  if (judgement !== 'grows') return judgement;
  const before = sum(used.slice(0, -1).map(({ iterations }) => iterations));
  const all = sum(cohorts(survivors).map(({ iterations }) => iterations));
  // Only what follows shows that it has not filled a cache.
  return before < Math.min(FILLING_ITERATIONS, all / 2) ? 'open' : 'grows';
}

/** Whether a group is of several isolates, of which none has retained something in each cycle. */
export function areInTurn({ acrossIsolates, byHolder }: HeldGroup): boolean {
  return acrossIsolates.length > 0 && !byHolder.some((one) => one.every((count) => count > 0));
}

/** Whether no cycle has left far fewer than its share at the highest rate of a cycle, beyond chance. */
export function isEven(cycles: readonly Cohort[]): boolean {
  const rates = cycles.map(
    ({ iterations, survivors }) => (survivors - 2 * Math.sqrt(survivors)) / iterations,
  );
  const highest = Math.max(...rates);
  return cycles.every(({ iterations, survivors }) => isProportional(survivors, highest * iterations));
}
