import type { Counters, RunEffort } from '../../isolates/agent/index.js';
import { lazy } from '../../core/lazy.js';
import type { RunCheckOptions } from '../options/run-options.js';
import { InterimAssessment } from './interim-assessment.js';
import type { LookPlan } from './look-plan.js';
import type { Look } from './subject.js';
import { SurvivorHistory } from './survivor-history.js';

/** What a check has seen so far, and what it concludes from that. */
export interface Observed<Heap> {
  readonly history: SurvivorHistory<Heap>;
  readonly interim: InterimAssessment;
}

/** What the warm-up and the first look begin. */
export interface Begun<Heap> {
  /** Returns what has been seen; the first call reads the first look. */
  readonly observed: () => Observed<Heap>;
  readonly plan: LookPlan;
  readonly firstCounters: Counters;
}

/**
 * Returns a function that reads the first look when it is called first.
 *
 * @param warmup the effort before that look
 * @param isCut whether the run was ended by an exhausted resource of the system, or by a full heap
 */
export function readLater<Heap>(
  look: Look<Heap>,
  warmup: RunEffort,
  run: RunCheckOptions<Heap>,
  isCut: () => boolean,
): () => Observed<Heap> {
  return lazy(() => {
    const history = new SurvivorHistory(look, warmup, run.historyOf(look.heap, warmup.iterations));
    return { history, interim: new InterimAssessment(history, run.policy, isCut) };
  });
}
