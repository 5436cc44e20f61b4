import type { HeapObjectId } from '../core/units.js';
import type { LeakKind } from './kinds/leak-kind.js';
import type { Word } from './trace/signature-words.js';
import type { SourcePosition } from './source-position.js';

/** What is known of a node's life: `no`, it is meant to be there; `yes`, it should be gone; or nothing is known. */
export type LeakStatus = 'no' | 'unknown' | 'yes';

/** A chain of references from a root to a leaking object, as a person would tell it. */
export interface LeakTrace {
  readonly root: { readonly word: Word; readonly text: string };
  /** From the first node that the root refers to, to the leaking object. */
  readonly nodes: readonly LeakTraceNode[];
  /**
   * Which of the nodes the reference to cut leads to: the last one from a node that does not leak to one that does.
   * -1 where the root itself is told, and nothing else.
   */
  readonly cut: number;
}

/** One node of a trace, with the reference that leads to it. */
export interface LeakTraceNode {
  /** As DevTools shows it, behind `@`. */
  readonly id: HeapObjectId;
  /** Class of an object, `name()` of a function, a group in brackets such as `(string)` otherwise. */
  readonly className: string;
  /** What the node is: the class, and what an inspector adds to it. */
  readonly label: string;
  readonly status: LeakStatus;
  /** Why that status; null where nothing is known. */
  readonly reason: string | null;
  /** Where a function, or an object's class, was defined; of a server, a socket and the like, what it calls. */
  readonly position: SourcePosition | null;
  /** What would go with it; null for what is meant to stay. */
  readonly retainedBytes: number | null;
  readonly retainedObjects: number | null;
  /** The reference that led here, from the node before or from the root. */
  readonly reference: LeakTraceReference;
}

/** A node of a path and the reference that leads to it: a trace in short. */
export interface PathStep {
  /** As in code: `sessions.get("user-17")`; null for the root. */
  readonly reference: string | null;
  /** How many references of this kind follow each other: 1, unless they are folded. */
  readonly repeats: number;
  /** What the node is; of the root, why it stays, too. */
  readonly node: string;
  /** Where a function, or an object's class, was defined; null where that is not known. */
  readonly position: SourcePosition | null;
}

/** One reference, or several of one kind in a row. */
export interface LeakTraceReference {
  /** As in code: `service.cache`, `list[12]`, `sessions.get("user-17")`, `variable ctx of handle()`. */
  readonly text: string;
  /** Where in the text the reference itself begins, behind the expression for what it starts at. */
  readonly start: number;
  /** Whether the leak may be here: between the last node that is meant to stay and the first that should be gone. */
  readonly suspect: boolean;
  /** How many hops of this kind follow each other: `next` × 571. */
  readonly repeats: number;
}

/** What goes when the reference to cut is cut and no other one, as seen in the heap. */
export interface VerifiedCut {
  /** The reference that was cut, or the collection that was emptied, as in code. */
  readonly text: string;
  /** How many were cut: 1, or one for each member that hangs on something by itself. */
  readonly references: number;
  /** How many members go. */
  readonly freed: number;
  /** Bytes of all that goes. */
  readonly freedBytes: number;
}

/** Something else that holds the objects of a group. */
export interface Holder {
  /** The reference to cut, as in its trace: the last one from a node that does not leak to one that does. */
  readonly text: string;
  /** How many members of the group it holds, once all holders before it are cut. */
  readonly count: number;
  /** Set when it is the act of measuring that holds them. */
  readonly artefact: Artefact | null;
  readonly trace: LeakTrace;
}

/** A kind of retention that the act of measuring causes. */
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

/** The calls by which members of a group are made most; known only where allocations were sampled. */
export interface AllocationSite {
  /** How many of what was sampled there live still, about. */
  readonly count: number;
  /** From the constructor outwards, where there is one on the stack. */
  readonly frames: readonly AllocationFrame[];
}

export interface AllocationFrame {
  readonly functionName: string;
  readonly position: SourcePosition | null;
}

/** Objects of one class, held in one way: what one finding says. */
export interface Witness {
  /** 16 hexadecimal digits made of the signature: the same in each run, and on each version of Node. */
  readonly fingerprint: string;
  /** The way from the root, in the user's own names and in words of a closed list. */
  readonly signature: readonly string[];
  readonly className: string;
  /** V8's word for the members' type: `object`, `closure`, `string`, … */
  readonly type: string;
  /** Suspects of that class in the group. */
  readonly count: number;
  /** Suspects that hang on the members, and so leak with them. */
  readonly followers: readonly Follower[];
  readonly trace: LeakTrace;
  /** In which way it leaks. */
  readonly kind: LeakKind;
  /** What the cut of the trace alone would free; null where that was not tried, or Node's own reference holds it. */
  readonly verifiedCut: VerifiedCut | null;
  /** What still holds members once the trace is cut; each once all before it are cut. */
  readonly holders: readonly Holder[];
  /** Whether nothing holds any member once all of those are cut; false where the search ended at its limit. */
  readonly holdersComplete: boolean;
  /** How many members are held all the same, once all of those are cut; left out where that was not looked for. */
  readonly stillHeld?: number;
  /** Set when nothing but the act of measuring holds the group. */
  readonly artefact: Artefact | null;
  /** What would go with all members together, themselves included. */
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
