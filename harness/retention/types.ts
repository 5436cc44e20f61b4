import type { HeapObjectId } from '../core/units.js';
import type { LeakKind } from './kinds/leak-kind.js';
import type { Word } from './trace/signature-words.js';
import type { SourcePosition } from '../core/source-position.js';

/** The status of a node: `no` if it is expected to be alive, `yes` if it should have been collected, or unknown. */
export type LeakStatus = 'no' | 'unknown' | 'yes';

/** A chain of references from a root to a leaking object, as a person would describe it. */
export interface LeakTrace {
  readonly root: { readonly word: Word; readonly text: string };
  /**
   * From the first node that the root refers to, to the leaking object. Repetitions are folded, and the middle of a long
   * stretch is left out: the text of its reference is ` (400 references left out)`.
   */
  readonly nodes: readonly LeakTraceNode[];
  /**
   * Index of the node that the reference to cut leads to: of the last reference from a node that does not leak to one
   * that does. -1 if the trace consists of the root only.
   */
  readonly cut: number;
}

/** One node of a trace, with the reference that leads to it. */
export interface LeakTraceNode {
  /** The id that DevTools shows after `@`. */
  readonly id: HeapObjectId;
  /** Class of an object, `name()` of a function, a group in brackets such as `(string)` otherwise. */
  readonly className: string;
  /** The label of the node: the class, and the description of an inspector. */
  readonly label: string;
  readonly status: LeakStatus;
  /** The reason for that status; null if it is unknown. */
  readonly reason: string | null;
  /**
   * The position where a function, or the class of an object, was defined; for a server, a socket and the like, that of
   * the function that it calls.
   */
  readonly position: SourcePosition | null;
  /** Retained size; null if it is expected to be alive. */
  readonly retainedBytes: number | null;
  readonly retainedObjects: number | null;
  /** The reference that led here, from the node before or from the root. */
  readonly reference: LeakTraceReference;
}

/** A node of a path and the reference that leads to it, as in a short form of a trace. */
export interface PathStep {
  /** The reference as in code: `sessions.get("user-17")`; null for the root. */
  readonly reference: string | null;
  /** Number of consecutive references of this kind: 1 unless they are folded. */
  readonly repeats: number;
  /** Description of the node; for the root, also the reason why it is alive. */
  readonly node: string;
  /** The position where a function, or an object's class, was defined; null if it is not known. */
  readonly position: SourcePosition | null;
}

/** A reference, or several consecutive ones of the same kind. */
export interface LeakTraceReference {
  /** The reference as in code: `service.cache`, `list[12]`, `sessions.get("user-17")`, `variable ctx of handle()`. */
  readonly text: string;
  /** The index in the text where the reference itself begins, after the expression for the node at which it starts. */
  readonly start: number;
  /**
   * Whether this reference may cause the leak: it is between the last node that is expected to be alive and the first
   * one that should have been collected.
   */
  readonly suspect: boolean;
  /** Number of consecutive references of this kind: `.next` × 571; or of repetitions of several: `.cause.errors[0]`. */
  readonly repeats: number;
}

/** What is freed if only the reference to cut is cut, as verified on the heap. */
export interface VerifiedCut {
  /** The reference that was cut, the collection that was emptied, or all listeners of an emitter, as in code. */
  readonly text: string;
  /** Number of cut references of that kind: 1, or one for each place in which members are retained. */
  readonly references: number;
  /** Number of references of another kind that were cut, too, because some members are retained by those. */
  readonly others: number;
  /** Number of members that are freed. */
  readonly freed: number;
  /** Bytes of everything that is freed. */
  readonly freedBytes: number;
}

/** Another retainer of the objects of a group. */
export interface Holder {
  /**
   * What is to be cut: the last reference of the retainer's trace from a node that does not leak to one that does, or the
   * collection that contains it.
   */
  readonly text: string;
  /** Number of references of that kind: more than 1 if members are retained in several such places. */
  readonly references: number;
  /** Number of members that are still retained once all retainers before it are cut. */
  readonly count: number;
  /** Set if the measurement itself is the retainer. */
  readonly artefact: Artefact | null;
  readonly trace: LeakTrace;
}

/** A kind of retention that is caused by the measurement itself. */
export interface Artefact {
  readonly name: ArtefactName;
  readonly why: string;
  readonly remedy: string;
}

export type ArtefactName =
  | 'keep-during-job'
  | 'suspended-agent-frame'
  | 'unread-error-stack'
  | 'inspector-console'
  | 'coverage'
  | 'compiled-code'
  | 'own-controls';

/** The calls that allocated most members of a group; known only if allocations were sampled. */
export interface AllocationSite {
  /** The approximate number of objects sampled there that are alive. */
  readonly count: number;
  /** The calls from the constructor outwards, if one is on the stack. */
  readonly frames: readonly AllocationFrame[];
}

export interface AllocationFrame {
  readonly functionName: string;
  readonly position: SourcePosition | null;
}

/** Objects of one class that are retained in one way: the content of one finding. */
export interface Witness {
  /** 16 hexadecimal digits computed from the signature: the same in each run, and on each version of Node. */
  readonly fingerprint: string;
  /** The path from the root, in names of user code and in words of a closed list. */
  readonly signature: readonly string[];
  readonly className: string;
  /** V8's node type of the members: `object`, `closure`, `string`, … */
  readonly type: string;
  /** Number of suspects of that class in the group. */
  readonly count: number;
  /** Suspects that the members retain, and that leak with them. */
  readonly followers: readonly Follower[];
  readonly trace: LeakTrace;
  /** The kind of the leak. */
  readonly kind: LeakKind;
  /**
   * What cutting the trace's reference alone would free; null if that was not tried, or if the reference belongs to
   * Node.
   */
  readonly verifiedCut: VerifiedCut | null;
  /** The remaining retainers of members if the trace is cut; each with all earlier ones cut. */
  readonly holders: readonly Holder[];
  /** Whether nothing retains any member if all of those are cut; false if the search ended at its limit. */
  readonly holdersComplete: boolean;
  /** How many members are still retained if all of those are cut; omitted if that was not determined. */
  readonly stillHeld?: number;
  /** Set if only the measurement itself retains the group. */
  readonly artefact: Artefact | null;
  /** Bytes retained by all members together, themselves included. */
  readonly retainedBytes: number;
  readonly retainedObjects: number;
  readonly allocationSite: AllocationSite | null;
}

/** Suspects of one class below the members of a group. */
export interface Follower {
  readonly className: string;
  readonly type: string;
  readonly count: number;
}
