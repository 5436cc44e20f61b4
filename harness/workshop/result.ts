import type { ErrorRecord } from '../core/error-record.js';
import type { RetainingPath } from '../heap/graph/index.js';
import type { GcEffort } from '../isolates/agent/index.js';
import type { WitnessedCount } from './census.js';
import type { Counts, InShort, Json, Source } from './definition.js';
import type { SourceText } from './sources.js';
import type { TableView } from './tables/index.js';
import type { CaseTranslations } from './translations.js';

/** What one look into one worker's heap showed. */
export interface Observation {
  readonly label: string;
  readonly worker: string;
  /** The collection that came before the look; `null` when none was forced. */
  readonly gc: GcEffort | null;
  readonly counts: Counts;
  readonly witnesses: readonly WitnessedCount[];
  readonly disagreements: readonly string[];
  readonly tables: readonly TableView[];
  /** From a GC root to one of the values; `null` when no value is alive. */
  readonly path: RetainingPath | null;
}

/** Something stated, and what was observed instead or as well. */
export interface FactResult {
  readonly name: string;
  readonly stated: Json;
  /** `null` also when the experiment never came to note it. */
  readonly observed: Json;
  readonly asStated: boolean;
}

export interface VariantResult {
  readonly variant: string;
  readonly title: string;
  readonly role: 'leaking' | 'cured' | 'other';
  readonly outcome: 'as-stated' | 'not-as-stated' | 'failed';
  readonly stated: Counts | null;
  readonly observed: Counts | null;
  readonly facts: readonly FactResult[];
  readonly observations: readonly Observation[];
  /** What the experiment said about this run, beyond what was stated. */
  readonly remarks: readonly string[];
  /** Sentences that say how the observation differs from the statement. */
  readonly differences: readonly string[];
  /** What ended the experiment before its end. */
  readonly error: ErrorRecord | null;
  /** Snapshot files that were kept, relative to the report's folder. */
  readonly snapshots: readonly string[];
  readonly elapsedMs: number;
}

export interface CaseResult {
  readonly id: string;
  readonly chapter: number;
  readonly position: number;
  readonly title: string;
  readonly claim: string;
  readonly why: string;
  /** `null` where the case does not say. */
  readonly inShort: InShort | null;
  readonly source: Source;
  /** The case's own files, as people read them. */
  readonly sources: readonly SourceText[];
  /** The texts in other languages, where there are any. */
  readonly translations: CaseTranslations;
  readonly outcome: 'as-stated' | 'not-as-stated' | 'failed';
  readonly variants: readonly VariantResult[];
}

/** The worst of several outcomes. */
export function worstOutcome(outcomes: readonly VariantResult['outcome'][]): VariantResult['outcome'] {
  if (outcomes.includes('failed')) return 'failed';
  return outcomes.includes('not-as-stated') ? 'not-as-stated' : 'as-stated';
}
