import type {
  CheckResult,
  ControlOutcome,
  Controls,
  CycleEvidence,
  Environment,
  Evidence,
} from '../../check/index.js';
import type {
  Artefact,
  Follower,
  LeakTraceNode,
  LeakTraceReference,
  VerifiedCut,
} from '../../retention/index.js';
import type { LeakKind, LeakKindId } from '../../retention/kinds/index.js';

/** The three things that a check can report. */
export type Verdict = CheckResult['verdict'];

/** All that the page of a check shows, as plain data. Text is already fit to show: cut, and without control characters. */
export interface VerdictModel {
  /** ISO 8601. */
  readonly generatedAt: string;
  readonly verdict: Verdict;
  /** The scenario's file, relative to the current folder. */
  readonly scenario: string;
  /** Empty where none was given. */
  readonly variant: string;
  /** One leaked object in that many iterations would have been seen; `null` unless the verdict is `clean`. */
  readonly oneInIterations: number | null;
  /** Why nothing can be said; `null` unless the verdict is `inconclusive`. */
  readonly reason: ReasonModel | null;
  /** What leaks by itself; what hangs below one of these is in its `below`. */
  readonly findings: readonly FindingModel[];
  /** What grows and was to be left out: ignored, allowed or kept on purpose, with the reason given. */
  readonly setAside: readonly SetAsideModel[];
  readonly known: KnownModel;
  /** How many things grow and do not make the verdict: set aside, or known. */
  readonly apart: number;
  /** What only the act of measuring holds. */
  readonly artefacts: readonly HeldByMeasuringModel[];
  /** Empty where it did not come to that. */
  readonly controls: readonly ControlModel[];
  readonly remarks: readonly string[];
  readonly evidence: CheckEvidenceModel;
  readonly environment: CheckEnvironmentModel;
  readonly leftOut: LeftOutModel;
}

/** How many of each list are not shown; they are in `report.json`. */
export interface LeftOutModel {
  readonly findings: number;
  readonly setAside: number;
  readonly known: number;
  readonly artefacts: number;
}

export interface ReasonModel {
  /** Such as `control-failed`; one without a text of its own is shown as it is. */
  readonly code: string;
  readonly message: string;
}

/** One thing that piles up. */
export interface FindingModel {
  readonly fingerprint: string;
  readonly className: string;
  /** False for what grows outside of the heap, such as open files. */
  readonly inHeap: boolean;
  readonly count: number;
  readonly iterations: number;
  readonly perIteration: number;
  /** Bytes that one of them retains. */
  readonly bytesEach: number;
  /** How it grew, cycle by cycle; empty where that is not known. */
  readonly growth: readonly GrowthModel[];
  /** Why it leaks, and what mends it; `null` where that is not known. */
  readonly explanation: ExplanationModel | null;
  /** What one cut frees; `null` where that was not tried. */
  readonly tried: TriedModel | null;
  /** `null` where only the bare path is known. */
  readonly trace: TraceModel | null;
  /** The path as plain lines, root first; may be empty. */
  readonly path: readonly string[];
  /** What else holds it; `null` where it was not looked for. */
  readonly holders: HoldersModel | null;
  /** What piles up below it, and is a finding of its own. */
  readonly below: readonly FindingModel[];
  /** How many of those are not shown. */
  readonly belowLeftOut: number;
  /** What leaks with it. */
  readonly followers: readonly FollowerModel[];
  /** The way from the root in the user's own names, which the fingerprint is made of. */
  readonly signature: readonly string[];
  /** The calls by which it is made, from the constructor outwards; empty where allocations were not sampled. */
  readonly allocatedAt: readonly FrameModel[];
}

export type KindId = LeakKindId;

/** What a finding is explained by: its kind, words of the user's own, and both sentences in English. */
export interface ExplanationModel extends Omit<LeakKind, 'line'> {
  /** The user's line that has to do with it. */
  readonly line: { readonly name: string; readonly position: string | null } | null;
}

/** What goes when one reference is cut and no other. */
export interface TriedModel extends VerifiedCut {
  /** How many there are. */
  readonly count: number;
  /** How many references were found that hold the rest. */
  readonly others: number;
  /** Whether there are no more than these. */
  readonly complete: boolean;
}

/** What one cycle left behind. */
export interface GrowthModel {
  readonly iterations: number;
  /** Objects made in the cycle that are still there at the end. */
  readonly survivors: number;
}

/** A chain of references from a root to what leaks. */
export interface TraceModel {
  readonly root: string;
  /** Why the root stays; may be empty. */
  readonly rootReason: string;
  readonly nodes: readonly TraceNodeModel[];
  /** Which node the reference to cut leads to; -1 where there is none. */
  readonly cut: number;
}

export interface TraceNodeModel extends Pick<
  LeakTraceNode,
  'id' | 'label' | 'status' | 'reason' | 'retainedBytes' | 'retainedObjects'
> {
  readonly position: string | null;
  /** The reference that leads here. */
  readonly reference: TraceReferenceModel;
}

export interface TraceReferenceModel extends Pick<LeakTraceReference, 'suspect' | 'repeats'> {
  /** What it starts at, as an expression; may be empty. */
  readonly from: string;
  /** The reference itself, written behind it. */
  readonly text: string;
}

/** What holds it beside the trace. */
export interface HoldersModel {
  readonly found: readonly HolderModel[];
  /** Whether there are no more than these. */
  readonly complete: boolean;
}

/** Something else that holds what leaks, once all before it is cut. */
export interface HolderModel {
  readonly text: string;
  readonly count: number;
  /** Set where it is the act of measuring that holds it. */
  readonly artefact: ArtefactModel | null;
  readonly trace: TraceModel;
}

export type FollowerModel = Pick<Follower, 'className' | 'count'>;

/** A retention that the act of measuring causes; one without a text of its own is shown as it is. */
export interface ArtefactModel extends Omit<Artefact, 'name'> {
  readonly name: string;
}

export interface FrameModel {
  readonly functionName: string;
  readonly position: string | null;
}

/** A finding that does not make the verdict. */
export interface SetAsideModel {
  readonly finding: FindingModel;
  readonly reason: string;
}

/** What came of the leaks that were given as known. */
export interface KnownModel {
  readonly found: readonly KnownFindingModel[];
  /** Found, but their day is over. */
  readonly expired: readonly KnownLeakModel[];
  /** Not found any more. */
  readonly unused: readonly KnownLeakModel[];
}

export interface KnownFindingModel extends SetAsideModel {
  /** ISO 8601, a day. */
  readonly expires: string;
}

export interface KnownLeakModel {
  readonly fingerprint: string;
  /** Empty where the file does not tell it. */
  readonly className: string;
  readonly reason: string;
  /** ISO 8601, a day. */
  readonly expires: string;
}

export interface HeldByMeasuringModel {
  readonly finding: FindingModel;
  readonly artefact: ArtefactModel;
}

export interface ControlModel extends ControlOutcome {
  readonly what: Exclude<keyof Controls, 'passed'>;
}

export type CheckEvidenceModel = Evidence & Pick<CheckResult, 'elapsedMs'>;

export type CycleModel = CycleEvidence;

export interface CheckEnvironmentModel extends Environment {
  /** Its version. */
  readonly heapwitness: string;
}
