import type { Assessment } from '../judge/growth-assessment.js';
import type { SortedFindings } from '../judge/apply-policy.js';
import type { InconclusiveCode } from '../result/verdict.js';
import type { SurvivorHistory } from './survivor-history.js';

/** How a run ended: what was seen, and what grows by it. */
export interface CheckRun {
  readonly ledger: SurvivorHistory<unknown>;
  readonly warmupIterations: number;
  readonly quietMs: number;
  /** How long the scenario's timers would have needed, where there was no time to wait for them; otherwise 0. */
  readonly missedQuietMs: number;
  /** Whether the planted leak was seen as growing, by the rule that judges all else. */
  readonly isPlantedSeen: boolean;
  readonly assessment: Assessment;
  /** What grows, by what it means for the verdict. */
  readonly sorted: SortedFindings;
  /** What ended the run before its time; `null` when nothing did. */
  readonly cut: CutShort | null;
  readonly remarks: readonly string[];
}

/** What ended a run before its time: the system had no more to give, or the heap was full. */
export interface CutShort {
  readonly code: Extract<InconclusiveCode, 'scenario-threw' | 'out-of-memory'>;
  readonly why: string;
}
