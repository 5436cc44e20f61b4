import type { AllocationFrame, PathStep, SourcePosition, Witness } from '../../retention/index.js';
import type { ResourceBalance } from './balance.js';
import type { IgnoredIsolate } from '../../isolates/program/index.js';
import type { KnownLeak } from '../known-leaks/known-leaks.js';

/** Raised when a field is removed or changes its meaning; not when one is added. */
export const SCHEMA_VERSION = 2;

/** The answer of a check: plain data, whatever happened. `verdict` tells which. */
export type CheckResult = CleanResult | LeakResult | InconclusiveResult;

export type Verdict = CheckResult['verdict'];

/** Nothing grows that is not allowed to; the controls held. */
export interface CleanResult extends ResultBase {
  readonly verdict: 'clean';
  readonly sensitivity: Sensitivity;
}

/** Something grows with the iterations and is still held at the end. */
export interface LeakResult extends ResultBase {
  readonly verdict: 'leak';
}

/** Neither can be said; `reason` tells why. */
export interface InconclusiveResult extends ResultBase {
  readonly verdict: 'inconclusive';
  readonly reason: InconclusiveReason;
}

/** The part that every result of a check has. */
export interface ResultBase {
  /** Distinguishes a check from what the other commands print as JSON. */
  readonly kind: 'check';
  readonly schemaVersion: typeof SCHEMA_VERSION;
  readonly scenario: string;
  readonly variant: string;
  /** What leaks, the largest first; empty unless the verdict is `leak`. */
  readonly findings: readonly Finding[];
  /** What grows and was to be left out: ignored, allowed, or kept on purpose; with the reason given. */
  readonly ignored: readonly IgnoredFinding[];
  /** What came of the leaks that were given as known. */
  readonly known: KnownOutcome;
  readonly controls: Controls | null;
  readonly evidence: Evidence;
  readonly environment: Environment;
  /** What only the act of measuring holds: never a leak of the scenario, and never hidden. */
  readonly artefacts: readonly Finding[];
  /** What the reader should know of this run. */
  readonly remarks: readonly string[];
  readonly elapsedMs: number;
}

/** One thing that piles up. */
export interface Finding {
  /** The same in every run. */
  readonly fingerprint: string;
  /** Class, function or kind of what piles up. */
  readonly className: string;
  readonly kind: 'object' | 'closure' | 'string' | 'symbol' | 'regexp' | 'bigint' | 'collection' | 'resource';
  /** How many in one iteration. */
  readonly perIteration: number;
  /** How many are there of how many iterations. */
  readonly count: number;
  readonly iterations: number;
  readonly retainedBytesPerIteration: number;
  /** How many of each cycle are still there, in the order of `evidence.cycles`; empty for what has no birth. */
  readonly survivors: readonly number[];
  /** The references that retain it, root first; empty for what is not in the heap. */
  readonly path: readonly PathStep[];
  /**
   * The calls that allocate most of them, innermost first, with the positions of the functions; of open files, the calls
   * that opened them, with the positions of the calls. Empty unless allocations were sampled.
   */
  readonly allocatedAt: readonly AllocationFrame[];
  /** Fingerprint of the finding that it hangs below; `null` for one that leaks by itself. */
  readonly within: string | null;
  /** All that is known of how it is held, without the members' ids; `null` for what is not in the heap. */
  readonly witness: Witness | null;
  /** The file that is open; `null` unless the finding is of open files whose name is known. */
  readonly openFile: NamedFile | null;
  /** Command line of the processes that are left running; `null` unless the finding is of child processes. */
  readonly command: string | null;
  /** The other isolates that retain it; `null` if the scenario's own isolate does. */
  readonly isolates: FindingIsolates | null;
}

/** A file that a program has open, or files of one folder. */
export interface NamedFile {
  /** Path of the file; of a folder, with `*` for the file; addresses of a socket. */
  readonly name: string;
  readonly access: 'reading' | 'writing' | 'reading and writing';
}

/** Isolates, other than that of the scenario, in which the same leak was found. */
export interface FindingIsolates {
  readonly kind: 'worker' | 'child-process';
  /** Their names: `thread 3 (mailer)`. */
  readonly names: readonly string[];
  /** How many isolates were started by the same line of code. */
  readonly of: number;
  /** That line; `null` if it is unknown. */
  readonly startedAt: SourcePosition | null;
}

export interface IgnoredFinding extends Finding {
  readonly reason: string;
}

/** What came of the known leaks; all empty where none were given. */
export interface KnownOutcome {
  /** Found, and borne for now: they do not make the verdict. */
  readonly found: readonly KnownFinding[];
  /** Found, but their day is over: they are among the findings again. */
  readonly expired: readonly KnownLeak[];
  /** Not found any more. Nothing can be said of that where the check is inconclusive: then it is empty. */
  readonly unused: readonly KnownLeak[];
}

/** A finding that is known, with the reason given. */
export interface KnownFinding extends IgnoredFinding {
  /** Last day on which it counts as known: `2026-12-31`. */
  readonly expires: string;
}

/** The controls' outcome. */
export interface Controls {
  readonly planted: ControlOutcome;
  readonly held: ControlOutcome;
  readonly dropped: ControlOutcome;
  readonly passed: boolean;
}

export interface ControlOutcome {
  readonly passed: boolean;
  /** What was seen, as a sentence. */
  readonly seen: string;
}

/** The smallest leak that would have been seen. */
export interface Sensitivity {
  /** One leaked object in that many iterations. */
  readonly oneInIterations: number;
  /** Bytes outside of the heap in each iteration. */
  readonly bytesPerIteration: number;
  /** Resident bytes that no JavaScript object owns, in each iteration; `null` if the system does not tell them. */
  readonly unownedBytesPerIteration: number | null;
  readonly text: string;
}

/** What the verdict rests on. */
export interface Evidence {
  readonly warmupIterations: number;
  readonly cycles: readonly CycleEvidence[];
  readonly iterations: number;
  /** Time waited for the scenario's own timers, in milliseconds. */
  readonly quietMs: number;
  /** Names of the other threads and processes whose heaps were read, too, at the last look. */
  readonly alsoRead: readonly string[];
  /** Threads and processes that were not read at the last look because the options say so, each with the reason. */
  readonly ignoredIsolates: readonly IgnoredIsolate[];
  /** Memory, files and processes at the first and at the last snapshot; `null` if the check did not finish. */
  readonly balance: ResourceBalance | null;
}

export interface CycleEvidence {
  readonly iterations: number;
  readonly elapsedMs: number;
  readonly gcRounds: number;
  readonly settled: boolean;
}

export interface Environment {
  readonly node: string;
  readonly v8: string;
  readonly platform: string;
  readonly arch: string;
  readonly worker: 'thread' | 'process' | 'in-process';
  readonly backend: string;
}

export interface InconclusiveReason {
  readonly code: InconclusiveCode;
  /** What happened and what to do, as sentences. */
  readonly message: string;
}

/** Why nothing could be said. */
export type InconclusiveCode =
  | 'control-failed'
  | 'gc-not-settled'
  | 'time-budget'
  | 'scenario-threw'
  | 'scenario-hung'
  | 'loop-blocked'
  | 'worker-exited'
  | 'worker-crashed'
  | 'out-of-memory'
  | 'capture-failed'
  | 'unseen-isolate'
  | 'unowned-memory'
  | 'process-died';
