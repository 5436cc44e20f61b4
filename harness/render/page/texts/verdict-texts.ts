import type { Verdict } from '../../../check/index.js';
import type { KindTexts } from './kind-texts.js';

/** All words of the page of a check in one language. */
export interface VerdictTexts {
  readonly title: (verdict: Verdict, scenario: string) => string;
  readonly skip: string;
  readonly headline: Readonly<Record<Verdict, string>>;
  /** The sentence below a leak's headline. */
  readonly leak: (findings: number) => string;
  /** The sentence below `Clean.`. */
  readonly clean: (oneInIterations: number) => string;
  /** With how many things set aside. */
  readonly cleanMeans: (iterations: number, setAside: number) => string;
  readonly inconclusiveMeans: string;
  /** What happened, by the reason's code. */
  readonly reasons: Readonly<Record<string, string>>;
  readonly variant: (variant: string) => string;
  readonly overview: string;
  /** How many of a list are in `report.json` only. */
  readonly leftOut: (count: number) => string;
  /** `137 per 137 iterations`. */
  readonly countOf: (count: number, iterations: number) => string;
  /** A rate alone, and what it is a rate of. */
  readonly perIteration: (count: number) => string;
  readonly unit: string;
  /** A rate in a sentence. */
  readonly rate: (perIteration: number) => string;
  readonly retained: (size: string) => string;
  /** Stands between parts of a sentence. */
  readonly comma: string;
  /** A size in bytes, short: `2.3 KiB`. */
  readonly size: (bytes: number) => string;
  readonly finding: FindingTexts;
  readonly kinds: KindTexts;
  readonly trace: TraceTexts;
  readonly setAside: SetAsideTexts;
  readonly known: KnownTexts;
  readonly controls: ControlTexts;
  readonly evidence: CheckEvidenceTexts;
  readonly environment: CheckEnvironmentTexts;
}

export interface FindingTexts {
  readonly traceHeading: string;
  readonly traceIntro: string;
  readonly noTrace: string;
  /** In place of a trace, for what is no object. */
  readonly notInHeap: string;
  readonly belowHeading: string;
  readonly below: string;
  readonly survivorsHeading: string;
  readonly survivorsNote: string;
  readonly survivorsOf: (cycle: number, survivors: number, iterations: number) => string;
  readonly iterations: (count: number) => string;
  readonly holdersHeading: string;
  /** Stands before the reference. */
  readonly cut: string;
  /** Stands before the next holder. */
  readonly stillHolds: (count: number) => string;
  /** Stands behind the next holder. */
  readonly from: (root: string) => string;
  readonly nothingElse: string;
  /** Where the search for holders ended before all were found. */
  readonly notLookedFor: string;
  readonly showTrace: string;
  readonly followersHeading: string;
  readonly followers: string;
  readonly className: string;
  readonly count: string;
  readonly allocated: string;
  readonly fingerprint: string;
  readonly fingerprintNote: string;
  readonly artefactHeading: string;
  readonly artefactNote: string;
  readonly remedy: string;
  /** What a kind of artefact is, by its name. */
  readonly artefacts: Readonly<Record<string, string>>;
}

export interface TraceTexts {
  readonly status: Readonly<Record<'no' | 'unknown' | 'yes', string>>;
  readonly suspect: string;
  readonly legend: string;
  readonly retains: (size: string, objects: number) => string;
  readonly times: (repeats: number) => string;
}

export interface KnownTexts {
  readonly heading: string;
  readonly note: string;
  /** `Known, until 2026-12-31:`, with the reason behind it. */
  readonly until: (day: string) => string;
  readonly expired: (day: string) => string;
  readonly unused: string;
}

export interface SetAsideTexts {
  readonly heading: string;
  readonly note: string;
  readonly reason: string;
}

export interface ControlTexts {
  readonly heading: string;
  readonly note: string;
  readonly none: string;
  readonly name: Readonly<Record<'planted' | 'held' | 'dropped', string>>;
  readonly passed: Readonly<Record<'planted' | 'held' | 'dropped', string>>;
  readonly failed: Readonly<Record<'planted' | 'held' | 'dropped', string>>;
}

export interface CheckEvidenceTexts {
  readonly heading: string;
  readonly summary: (iterations: number, cycles: number, warmup: number) => string;
  readonly waited: (time: string) => string;
  readonly none: string;
  readonly caption: string;
  readonly cycle: string;
  readonly iterations: string;
  readonly rounds: string;
  readonly settled: string;
  readonly time: string;
}

export interface CheckEnvironmentTexts {
  readonly runsIn: string;
  readonly worker: (kind: string) => string;
  readonly backend: string;
}
