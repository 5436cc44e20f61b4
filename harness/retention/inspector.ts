import type { NodeOrdinal } from '../core/units.js';
import type { HeapGraph } from '../heap/graph/index.js';
import type { Word } from './trace/signature-words.js';

/** One reference of a path, as V8 wrote it. */
export interface Hop {
  /** V8's word for it: `property`, `element`, `internal`, `context`, `hidden`, … */
  readonly type: string;
  readonly name: string | number;
  readonly from: NodeOrdinal;
  readonly to: NodeOrdinal;
}

/** The meaning of a node. */
export interface NodeMeaning {
  /** Added to the node's class: `setInterval every 1000 ms`. */
  readonly label?: string;
  /** `no` if it is expected to be alive, `yes` if it should have been collected. */
  readonly status?: 'no' | 'yes';
  /** Why that status. */
  readonly reason?: string;
  /** The word that replaces the class of the node in a signature. */
  readonly word?: Word;
}

/**
 * The meaning of a reference, as it would be written in code; it may span several hops that are internal to the engine.
 */
export interface ReferenceMeaning {
  /** How many hops it spans, from 1. */
  readonly hops: number;
  /**
   * As in code: `variable ctx`. What begins with a dot, a bracket or a space stands behind the expression for what it
   * starts at: `.get("user-17")`.
   */
  readonly text: string;
  /** The text before that expression: `secrets.get(`, with the text `)`. */
  readonly before?: string;
  /**
   * Whether code reads through it: members of the object it leads to are written as members of the object it starts at,
   * as with the target of a proxy.
   */
  readonly transparent?: boolean;
  /** The name in user code, for signatures; omitted for keys, indexes and names given by Node or V8. */
  readonly name?: string;
  /** The word for it in a signature. */
  readonly word?: Word;
  /** Hops of one kind in a row that it stands for. */
  readonly repeats?: number;
  /** Set if it continues the reference before it, whose end was not passed to an inspector. */
  readonly continues?: boolean;
}

/**
 * Describes the meaning of certain nodes and of the references that lead out of them. Of several that answer, the first
 * counts; those given by the caller come before ours.
 */
export interface Inspector {
  readonly name: string;
  /** The meaning of a node; undefined if this inspector does not know it. */
  describe?(node: NodeOrdinal, heap: HeapGraph): NodeMeaning | undefined;
  /**
   * The meaning of the reference that starts with `hops[0]`; the following hops of the path come after it. Undefined
   * where this inspector does not know.
   */
  refer?(hops: readonly Hop[], heap: HeapGraph): ReferenceMeaning | undefined;
}
