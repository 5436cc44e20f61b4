import { firstImpressions } from '../judge/growth-assessment.js';
import type { RunEffort } from '../../isolates/agent/index.js';
import type { RunCheckOptions } from '../options/run-options.js';
import { NO_EFFORT } from './iteration-runner.js';
import type { Look } from './subject.js';
import { SurvivorHistory } from './survivor-history.js';

/**
 * Compares the first look with one before it, as it will be compared with later ones. Where the check runs on the heap of
 * the scenario, what V8 creates when the check's code first runs is then older than the first cycle.
 */
export class Rehearsal<Heap> {
  readonly #run: RunCheckOptions<Heap>;
  readonly #history: SurvivorHistory<Heap>;

  constructor(before: Look<Heap>, run: RunCheckOptions<Heap>) {
    this.#run = run;
    this.#history = new SurvivorHistory(before, NO_EFFORT, run.historyOf(before.heap, NO_EFFORT.iterations));
  }

  /** @param warmup the effort between the two looks */
  compare(first: Look<Heap>, warmup: RunEffort): void {
    this.#history.add(warmup, first);
    firstImpressions(this.#history, this.#run.policy);
  }
}
