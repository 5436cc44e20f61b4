import type { ErrorRecord } from '../core/error-record.js';
import type { GcEffort } from '../isolates/agent/index.js';
import type { LeakTrace } from '../retention/index.js';
import type { WitnessedCount } from './census.js';
import type { Counts, InShort, Source } from './definition.js';
import type { Json } from './json.js';
import type { LookChanges } from './look-changes.js';
import type { SourceText } from './sources.js';
import type { EntryPicture, TableView } from './tables/index.js';
import type { CaseTranslations } from './translations.js';
import type { LookWalks } from './walk-log.js';

/** Result of one look into one worker's heap. */
export interface Observation {
  readonly label: string;
  readonly worker: string;
  /** The GC that was forced before the look; `null` if none was. */
  readonly gc: GcEffort | null;
  readonly counts: Counts;
  /** What came and went since the previous look into the same worker; `null` for the first one. */
  readonly changes: LookChanges | null;
  readonly witnesses: readonly WitnessedCount[];
  readonly disagreements: readonly string[];
  readonly tables: readonly TableView[];
  /** One picture for each kind of entry, made of the snapshot's nodes and references. */
  readonly pictures: readonly EntryPicture[];
  /** What the calls since the previous look into the same worker did, slot by slot. */
  readonly walks: LookWalks;
  /**
   * What retains one of the values, of a stale entry if there is one, as a check would show it; `null` if no value is
   * alive, and at all looks but the last one into each worker.
   */
  readonly trace: LeakTrace | null;
}

/** One fact, as stated and as observed. */
export interface FactResult {
  readonly name: string;
  readonly stated: Json;
  /** `null` also if the experiment did not record it. */
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
  /** Remarks of the experiment about this run, beyond what was stated. */
  readonly remarks: readonly string[];
  /** Differences between what was observed and what was stated, as sentences. */
  readonly differences: readonly string[];
  /** Error that ended the experiment early. */
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
  /** `null` if the case has none. */
  readonly inShort: InShort | null;
  readonly source: Source;
  /** The case's own source files. */
  readonly sources: readonly SourceText[];
  /** The texts in other languages; may be empty. */
  readonly translations: CaseTranslations;
  readonly outcome: 'as-stated' | 'not-as-stated' | 'failed';
  readonly variants: readonly VariantResult[];
}

/** Returns the worst of several outcomes. */
export function worstOutcome(outcomes: readonly VariantResult['outcome'][]): VariantResult['outcome'] {
  if (outcomes.includes('failed')) return 'failed';
  return outcomes.includes('not-as-stated') ? 'not-as-stated' : 'as-stated';
}
