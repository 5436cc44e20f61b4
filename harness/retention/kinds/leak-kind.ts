import { isInPackage, type SourcePosition } from '../../core/source-position.js';

/** The closed list of kinds of leaks, as far as the structure of a heap distinguishes them. */
export const LEAK_KINDS = [
  'listener',
  'node-listener',
  'awaited-event',
  'piped-stream',
  'unread-branch',
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
  'node-list',
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

/** Size in bytes of an element in an array's store. */
export const ELEMENT_BYTES = 8;

/** What retains the objects of a kind, as far as it affects the report. */
export interface KindTraits {
  /**
   * The kind of the retainer: `collection`, which `holder` names; `node`, a reference of Node itself, which no program
   * can cut, but which is released when something is closed, or never; `code`, any other reference.
   */
  readonly retainer: 'code' | 'collection' | 'node';
  /** Bytes per place of a collection's backing store, including its share of the index; 8 by default. */
  readonly placeBytes?: number;
}

/** The traits of each kind. */
export const KIND_TRAITS: Readonly<Record<LeakKindId, KindTraits>> = {
  listener: { retainer: 'code' },
  'node-listener': { retainer: 'code' },
  'awaited-event': { retainer: 'code' },
  'piped-stream': { retainer: 'code' },
  'unread-branch': { retainer: 'code' },
  timer: { retainer: 'code' },
  'async-store': { retainer: 'code' },
  'promise-chain': { retainer: 'code' },
  'promise-race': { retainer: 'code' },
  'closure-list': { retainer: 'collection' },
  'growing-map': { retainer: 'collection', placeBytes: 28 },
  'growing-set': { retainer: 'collection', placeBytes: 20 },
  'growing-array': { retainer: 'collection' },
  'growing-object': { retainer: 'collection', placeBytes: 24 },
  'unbounded-cache': { retainer: 'collection', placeBytes: 28 },
  'node-list': { retainer: 'node' },
  'module-registry': { retainer: 'node' },
  'stale-entry': { retainer: 'code' },
  'value-refers-to-key': { retainer: 'code' },
  'unclosed-handle': { retainer: 'node' },
  'running-worker': { retainer: 'node' },
  'native-memory': { retainer: 'code' },
  'sliced-string': { retainer: 'code' },
  'error-stack': { retainer: 'code' },
  'made-per-call': { retainer: 'code' },
  other: { retainer: 'code' },
};

/** The kind of a leak, and how to fix it. */
export interface LeakKind extends LeakFacts, Explanation {}

/** The parts of an explanation: the kind, and names from user code. */
export interface LeakFacts {
  readonly id: LeakKindId;
  /**
   * The holder, as in code: `service.cache`; for a chain, the reference from one object to the next: `parent`; `null` if
   * there is no expression for it.
   */
  readonly holder: string | null;
  /** The retained object, as in code: `onUpdate()`, `Session`. */
  readonly held: string;
  /**
   * The event of a listener of the user or of Node, or that is awaited, the call that starts a timer, what propagates a
   * store, `counted` for a handle known only by its number, `finalizer` for the held value of a `FinalizationRegistry`,
   * `chunks` for those in a branch of `tee()`, what a list of Node
   * holds: `async-hook`, `async-storage`, `performance-observer`, `abort-signal`, `abort-signal-ref`
   * for the WeakRef of one, `channel`,
   * `deletions` for members of a Map or a Set from which others seem to have been deleted,
   * `new-objects` for an older collection that grows and holds some; `null` for anything else.
   */
  readonly detail: string | null;
  /** The delay of a timer in milliseconds; `null` if it is not known. */
  readonly milliseconds: number | null;
  /**
   * For an older collection that grows, the number of places by which it grew; `null` for anything else.
   */
  readonly places: number | null;
  /** For such a collection, the number of those that are held in the same way and grew together. */
  readonly collections: number | null;
  /**
   * The line of code that is involved: where it is allocated, the function that waits, its class, or where the variable
   * that retains it is declared; one of a package only if none of the program is known; `null` if none is.
   */
  readonly line: CodeLine | null;
}

/** A function, class or variable, and its position in the source. */
export interface CodeLine {
  readonly name: string;
  readonly position: SourcePosition;
  /** Whether it is in a file of a package (below `node_modules`), rather than in one of the program. */
  readonly inPackage: boolean;
}

/** Returns the line of code at a position. */
export function codeLine(name: string, position: SourcePosition): CodeLine {
  return { name, position, inPackage: isInPackage(position.url) };
}

/** The two sentences that explain a kind; code is written between backticks. */
export interface Explanation {
  /** Why objects of this kind leak. */
  readonly why: string;
  /** How to fix it. */
  readonly mend: string;
}
