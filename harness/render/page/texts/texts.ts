import type {
  Counts,
  EntryPicture,
  InShort,
  SeenEntry,
  SourceOutcome,
  Walk,
} from '../../../workshop/index.js';
import type { ReportTotals } from '../../model/report-document.js';
import type { Outcome } from '../../model/shown-report.js';
import type { Glossary } from './glossary.js';
import type { VerdictTexts } from './verdict-en.js';

/** All texts of the page in one language. The texts of cases are part of the cases. */
export interface Texts {
  /** BCP 47. */
  readonly language: string;
  /** The language's own name of itself. */
  readonly languageName: string;
  readonly number: (value: number) => string;
  readonly milliseconds: (value: number) => string;
  readonly bytes: (value: number) => string;
  readonly dateTime: (iso: string) => string;
  /** A name or heading, and what it is of. */
  readonly named: (name: string, what: string) => string;
  readonly outcome: Readonly<Record<Outcome, string>>;
  readonly role: Readonly<Record<'leaking' | 'cured' | 'other', string>>;
  readonly counts: Readonly<Record<'keys' | 'values' | 'staleEntries', string>>;
  readonly page: PageTexts;
  readonly toolbar: ToolbarTexts;
  readonly terms: TermTexts;
  readonly places: PlaceTexts;
  readonly overview: OverviewTexts;
  readonly end: EndTexts;
  readonly section: SectionTexts;
  /** Headings of the summary of a case, in the order in which they are shown. */
  readonly inShort: Readonly<Record<keyof InShort, string>>;
  readonly chart: ChartTexts;
  readonly slots: SlotTexts;
  readonly player: PlayerTexts;
  readonly walk: WalkTexts;
  readonly happened: HappenedTexts;
  readonly picture: PictureTexts;
  readonly path: PathTexts;
  readonly evidence: EvidenceTexts;
  readonly environment: EnvironmentTexts;
  /** The page of a check. */
  readonly verdict: VerdictTexts;
  /** The terms that the pages explain where they first stand. */
  readonly glossary: Glossary;
}

export interface PageTexts {
  readonly title: string;
  readonly product: string;
  readonly skip: string;
  readonly headline: readonly [key: string, value: string];
  readonly lead: string;
  readonly comparison: (variant: string, title: string) => string;
  readonly beforeGc: string;
  readonly afterGc: string;
  readonly pictures: string;
  readonly footer: (version: string) => string;
}

/** Texts of the toolbar, and of hidden observations. */
export interface ToolbarTexts {
  readonly label: string;
  readonly languages: string;
  readonly hideAll: string;
  readonly revealAll: string;
  readonly hide: string;
  readonly reveal: string;
  readonly hidden: string;
  readonly predict: string;
}

/** Terms of Java and their equivalents in JavaScript. */
export interface TermTexts {
  readonly heading: string;
  readonly java: string;
  readonly javaScript: string;
  readonly remark: string;
  readonly glossary: string;
  /** Title of the list of special terms. */
  readonly terms: string;
  readonly rows: readonly (readonly [java: string, javaScript: string, remark: string])[];
}

/** Links from case to case. */
export interface PlaceTexts {
  readonly contents: string;
  readonly overview: string;
  readonly neighbours: string;
  readonly previous: string;
  readonly next: string;
}

/** What stays in the end. */
export interface EndTexts {
  readonly heading: string;
  readonly variant: string;
  readonly stays: string;
  readonly sentence: (counts: Counts) => string;
}

export interface OverviewTexts {
  readonly heading: string;
  readonly overall: (totals: ReportTotals) => string;
  readonly meaning: string;
  /** Before the cases that were not run. */
  readonly notRun: string;
  readonly needs: string;
  readonly counts: string;
  readonly chapter: (number: number) => string;
  readonly case: string;
  readonly outcome: string;
  /** What “as stated” means, of a case. */
  readonly asStatedMeans: string;
  readonly stated: (count: string) => string;
  readonly factsOnly: string;
}

export interface SectionTexts {
  readonly source: string;
  /** Whether the quoted sentence holds. */
  readonly sourceOutcome: Readonly<Record<SourceOutcome, string>>;
  readonly backing: string;
  /** Name of a course text. */
  readonly courseText: (number: string) => string;
  /** Rows of the recorded facts about the JDK that back the case. */
  readonly recorded: (rows: string) => string;
  readonly documents: (addresses: string) => string;
  readonly trouble: string;
  readonly observedHeading: string;
  readonly what: string;
  readonly stated: string;
  readonly observed: string;
  readonly factsCaption: string;
  readonly factsOf: (variant: string) => string;
  readonly remarks: string;
  readonly differs: string;
  readonly why: string;
  readonly code: string;
  readonly codeNote: string;
  readonly toOverview: string;
  readonly causedBy: string;
  readonly noHeap: string;
}

export interface ChartTexts {
  readonly heading: string;
  readonly description: (series: string) => string;
  readonly at: (label: string, keys: number, values: number, stale: number) => string;
  readonly gc: string;
  readonly gcNote: string;
}

export interface SlotTexts {
  readonly heading: string;
  readonly legend: Readonly<Record<'L' | 'S' | 's' | 'K' | 'l' | '.', string>>;
  readonly legendLabel: string;
  readonly title: (owner: string, length: number) => string;
  readonly nobody: string;
  readonly summary: (slots: SlotNumbers) => string;
  readonly noTables: string;
  /** What is in a slot that is pointed at; the arguments are numbers. */
  readonly emptyAt: (slot: string) => string;
  readonly entryAt: (slot: string, key: string, home: string) => string;
  readonly more: (count: number) => string;
}

/** Numbers of slots. */
export interface SlotNumbers {
  readonly live: number;
  readonly stale: number;
  readonly strong: number;
  /** Number of entries of these whose value is null. */
  readonly withoutValue: number;
  readonly empty: number;
}

/** The step-by-step player of a table. */
export interface PlayerTexts {
  readonly label: (variant: string) => string;
  readonly variants: string;
  readonly controls: string;
  readonly previous: string;
  readonly next: string;
  readonly play: string;
  readonly pause: string;
  readonly all: string;
  /** Which look it is; `before`: whether no GC was forced yet. */
  readonly at: (step: number, steps: number, before: boolean) => string;
  readonly hint: string;
  /** Announcement of a step that is shown. */
  readonly step: (step: number, steps: number, label: string, happened: string) => string;
}

/** The walks of calls through a table. Keys are named by their serial numbers. */
export interface WalkTexts {
  /** `first`: whether there is no look before, so that the calls are those since the worker started. */
  readonly heading: (shown: number, calls: number, first: boolean) => string;
  readonly call: (operation: Walk['operation'], key: number) => string;
  readonly home: (slot: number) => string;
  readonly previous: string;
  readonly next: string;
  readonly controls: string;
  /** Stands before the first slot that set() looks at after it has stored. */
  readonly scan: string;
  /** How many steps are left out. */
  readonly more: (count: number) => string;
  readonly step: {
    readonly look: (slot: number, entry: SeenEntry, key: number | null) => string;
    readonly expunge: (slot: number, key: number) => string;
    readonly store: (slot: number, key: number) => string;
    readonly overwrite: (slot: number, key: number) => string;
    readonly replace: (slot: number, key: number, stale: number) => string;
    readonly move: (from: number, to: number, key: number) => string;
    readonly swap: (from: number, to: number, key: number) => string;
    readonly grow: (from: number, to: number) => string;
    readonly copy: (from: number, to: number, key: number) => string;
  };
}

/** Descriptions of the changes between two looks. */
export interface HappenedTexts {
  readonly start: (keys: number, values: number, stale: number) => string;
  readonly keysDied: (count: number) => string;
  readonly keysCame: (count: number) => string;
  readonly valuesStayed: (count: number) => string;
  readonly valuesCollected: (count: number) => string;
  readonly valuesCame: (count: number) => string;
  readonly expunged: (count: number) => string;
  readonly grew: (from: number, to: number) => string;
  readonly nothing: string;
  readonly join: (parts: readonly string[]) => string;
  /** How many slots are marked as changed. */
  readonly changed: (count: number) => string;
}

export interface PictureTexts {
  readonly state: Readonly<Record<'held' | 'dead' | 'removed', string>>;
  readonly description: Readonly<Record<'held' | 'dead' | 'removed', string>>;
  readonly variable: string;
  readonly dropped: string;
  readonly key: string;
  readonly value: string;
  readonly weak: string;
  readonly strong: string;
  readonly collected: string;
  readonly emptySlot: string;
  /** Stands for a value that is null. */
  readonly noValue: string;
  /** The id of one of several objects. */
  readonly example: (id: number) => string;
  /** Describes entries of one kind. */
  readonly describe: (picture: EntryPicture) => string;
}

export interface PathTexts {
  readonly heading: string;
  readonly intro: string;
  /** Says that the chain goes on from a value to its own key. */
  readonly ownKey: string;
  readonly none: string;
  readonly devtools: string;
  readonly devtoolsSteps: readonly string[];
  /** Shown if the run kept no snapshot of the case. */
  readonly notKept: (caseId: string) => string;
}

export interface EvidenceTexts {
  readonly heading: string;
  /** What the columns of the tables are. */
  readonly intro: string;
  readonly looksCaption: string;
  readonly look: string;
  readonly worker: string;
  readonly rounds: string;
  readonly canary: string;
  readonly settled: string;
  readonly means: string;
  readonly time: string;
  readonly yes: string;
  readonly no: string;
  readonly notForced: string;
  /** Translates what a witness counted, whose names are English in the harness. */
  readonly what: (name: string) => string;
  readonly witnessesCaption: (look: string, worker: string) => string;
  readonly counted: string;
  readonly walk: string;
  readonly snapshot: string;
  readonly queryObjects: string;
  readonly agreement: string;
  readonly agree: string;
  readonly disagree: string;
}

export interface EnvironmentTexts {
  readonly heading: string;
  readonly system: string;
  readonly cpus: (count: number) => string;
  readonly took: string;
  readonly backends: string;
  readonly available: string;
  readonly notAvailable: (reason: string) => string;
}
