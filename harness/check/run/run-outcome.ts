import type { Assessment } from '../judge/growth-assessment.js';
import type { SortedFindings } from '../judge/apply-policy.js';
import type { InconclusiveCode } from '../result/verdict.js';
import type { SurvivorHistory } from './survivor-history.js';

/** The outcome of a run: the observations, and the growth that follows from them. */
export interface CheckRun {
  readonly history: SurvivorHistory<unknown>;
  readonly warmupIterations: number;
  readonly quietMs: number;
  /** Time that the scenario's timers would have needed if there was too little to wait for them; otherwise 0. */
  readonly missedQuietMs: number;
  /** Whether the planted leak was detected as growing, by the rule that judges all other objects. */
  readonly isPlantedSeen: boolean;
  readonly assessment: Assessment;
  /** The growth, sorted by its effect on the verdict. */
  readonly sorted: SortedFindings;
  /** What ended the run early; `null` if it was complete. */
  readonly cut: CutShort | null;
  readonly remarks: readonly string[];
}

/** What ended a run early: a resource of the system was exhausted, or the heap was full. */
export interface CutShort {
  readonly code: Extract<InconclusiveCode, 'scenario-threw' | 'out-of-memory'>;
  readonly why: string;
}
