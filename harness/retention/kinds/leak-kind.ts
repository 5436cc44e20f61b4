import type { SourcePosition } from '../source-position.js';

/** The closed list of ways in which programs leak, as far as the structure of a heap tells them apart. */
export const LEAK_KINDS = [
  'listener',
  'timer',
  'async-store',
  'promise-chain',
  'promise-race',
  'closure-list',
  'growing-map',
  'growing-set',
  'growing-array',
  'growing-object',
  'unbounded-cache',
  'module-registry',
  'stale-entry',
  'value-refers-to-key',
  'unclosed-handle',
  'running-worker',
  'native-memory',
  'sliced-string',
  'error-stack',
  'made-per-call',
  'other',
] as const;

export type LeakKindId = (typeof LEAK_KINDS)[number];

/** In which way something leaks, and what is to be done. */
export interface LeakKind extends LeakFacts, Explanation {}

/** What an explanation is made of: the kind, and words of the user's own. */
export interface LeakFacts {
  readonly id: LeakKindId;
  /** What holds it, as code would write it: `service.cache`; `null` where code has no word for it. */
  readonly holder: string | null;
  /** What is held, as code would write it: `onUpdate()`, `Session`. */
  readonly held: string;
  /**
   * Of a listener the event, of a timer the call that starts it, of a store what carries it, of a handle
   * that is known by its number only `counted`; `null` for anything else.
   */
  readonly detail: string | null;
  /** Of a timer: after how many milliseconds it is due; `null` where that is not known. */
  readonly milliseconds: number | null;
  /** Of a collection that grows without a new object: how many places longer it is; `null` for anything else. */
  readonly places: number | null;
  /** The user's line that has to do with it: where it is made, or the function that waits; `null` where none is known. */
  readonly line: CodeLine | null;
}

/** A function or class, and where in the source it is. */
export interface CodeLine {
  readonly name: string;
  readonly position: SourcePosition;
}

/** The two sentences that explain a kind; what code says stands between backticks. */
export interface Explanation {
  /** Why such a thing leaks. */
  readonly why: string;
  /** What mends it. */
  readonly mend: string;
}
