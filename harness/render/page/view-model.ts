/** How a case or a variant went: as it was stated beforehand, otherwise, or it could not be carried out. */
export type Outcome = 'as-stated' | 'not-as-stated' | 'failed';

/** All that the page shows, as plain data. Text is already fit to show: cut, and without control characters. */
export interface ReportModel {
  /** ISO 8601. */
  readonly generatedAt: string;
  readonly environment: EnvironmentModel;
  readonly totals: Totals;
  /** The one comparison that tells the story; `null` when no case shows it. */
  readonly heart: HeartModel | null;
  readonly chapters: readonly ChapterModel[];
}

export interface EnvironmentModel {
  readonly heapwitness: string;
  readonly node: string;
  readonly v8: string;
  readonly platform: string;
  readonly arch: string;
  readonly cpus: number;
  readonly captureBackends: readonly CaptureBackendModel[];
}

export interface CaptureBackendModel {
  readonly name: string;
  readonly available: boolean;
  /** Why it is not available. */
  readonly reason: string | null;
}

/** How many cases went how. */
export interface Totals {
  readonly cases: number;
  readonly asStated: number;
  readonly notAsStated: number;
  readonly failed: number;
  readonly variants: number;
  readonly elapsedMs: number;
}

/** The counts before and after the collection in a variant where all keys died and all values stayed. */
export interface HeartModel {
  readonly caseId: string;
  readonly caseTitle: string;
  readonly variantId: string;
  readonly variant: string;
  readonly before: CountsModel;
  readonly after: CountsModel;
}

export interface ChapterModel {
  readonly number: number;
  readonly cases: readonly CaseModel[];
}

export interface CaseModel {
  readonly id: string;
  /** BCP 47 language of the case's own words. */
  readonly language: string;
  readonly title: string;
  readonly claim: string;
  readonly why: string;
  /** What a reader should be able to say afterwards; `null` where the case does not say. */
  readonly inShort: InShortModel | null;
  readonly source: { readonly file: string; readonly quote: string; readonly translation: string };
  readonly outcome: Outcome;
  readonly variants: readonly VariantModel[];
  /** The files of the case, as people read them; may be empty. */
  readonly code: readonly SourceModel[];
  /** The case's own words in other languages than English. */
  readonly translations: CaseTranslations;
}

/** What stays until when, what cures it, whether it is bounded. */
export interface InShortModel {
  readonly stays: string;
  readonly cure: string;
  readonly bound: string;
}

/** One file of a case. */
export interface SourceModel {
  readonly name: string;
  readonly text: string;
}

export interface CaseTranslations {
  readonly 'zh-CN'?: CaseTranslation;
}

/** What a case says of itself, in another language. What a record lacks is shown in English. */
export interface CaseTranslation {
  readonly title: string;
  readonly claim: string;
  readonly why: string;
  readonly inShort: InShortModel;
  /** Titles by the variant's id. */
  readonly variants: Readonly<Record<string, string>>;
  /** By the English label of the look. */
  readonly labels: Readonly<Record<string, string>>;
  /** By the English name of the fact. */
  readonly facts: Readonly<Record<string, string>>;
}

export interface VariantModel {
  readonly id: string;
  readonly title: string;
  readonly role: 'leaking' | 'cured' | 'other';
  readonly outcome: Outcome;
  readonly stated: CountsModel | null;
  readonly observed: CountsModel | null;
  readonly facts: readonly FactModel[];
  readonly looks: readonly LookModel[];
  /** What the experiment said about this run, beyond what was stated. */
  readonly remarks: readonly string[];
  readonly differences: readonly string[];
  readonly error: ErrorModel | null;
  /** Kept snapshots: what to call them, and where they are, relative to the page. */
  readonly snapshots: readonly { readonly name: string; readonly href: string }[];
  readonly elapsedMs: number;
}

export interface CountsModel {
  readonly keys: number;
  readonly values: number;
  readonly staleEntries: number;
}

export interface FactModel {
  readonly name: string;
  /** As JSON. */
  readonly stated: string;
  /** As JSON. */
  readonly observed: string;
  readonly asStated: boolean;
}

export interface ErrorModel {
  readonly name: string;
  readonly code: string | null;
  readonly message: string;
  /** The messages of what caused it, nearest first. */
  readonly causes: readonly string[];
}

/** One look into one worker's heap. */
export interface LookModel {
  readonly label: string;
  readonly worker: string;
  readonly gc: GcModel | null;
  readonly counts: CountsModel;
  readonly witnesses: readonly WitnessModel[];
  readonly disagreements: readonly string[];
  readonly tables: readonly TableModel[];
  /** Tables that were left out because there are so many. */
  readonly moreTables: number;
  readonly path: PathModel | null;
}

/** What it took to force the collection that came before a look. */
export interface GcModel {
  readonly rounds: number;
  readonly canaryRound: number;
  readonly settled: boolean;
  readonly means: string;
  readonly elapsedMs: number;
}

export interface WitnessModel {
  readonly what: string;
  readonly walk: number | null;
  readonly snapshot: number | null;
  readonly queryObjects: number | null;
  readonly agree: boolean;
}

/** One thread-local table. */
export interface TableModel {
  /** Such as `main.threadLocals`; empty when nothing owns it any more. */
  readonly owner: string;
  /** One character per slot: `L` live, `S` stale, `K` held by a strong key, `.` empty. */
  readonly slots: string;
}

/** What keeps a value alive, from a GC root to the value. */
export interface PathModel {
  readonly roots: readonly string[];
  readonly steps: readonly StepModel[];
}

export interface StepModel {
  readonly edgeType: string;
  readonly edgeName: string;
  readonly nodeName: string;
  readonly nodeId: number;
  readonly shallowBytes: number;
}
