import type { NodeOrdinal } from '../core/units.js';
import type { HeapGraph } from '../heap/graph/index.js';
import type { Word } from './trace/signature-words.js';

/** One reference of a path, as V8 wrote it. */
export interface Hop {
  /** V8's name of the edge type: `property`, `element`, `internal`, `context`, `hidden`, … */
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
  /** The reason for that status. */
  readonly reason?: string;
  /** The word that replaces the class of the node in a signature. */
  readonly word?: Word;
}

/**
 * The meaning of a reference, as it would be written in code; it may span several hops that are internal to the engine.
 */
export interface ReferenceMeaning {
  /** Number of hops that it spans, at least 1. */
  readonly hops: number;
  /**
   * The reference as in code: `variable ctx`. A text that begins with a dot, a bracket or a space follows the
   * expression for the node at which the reference starts: `.get("user-17")`.
   */
  readonly text: string;
  /** The text before that expression: `secrets.get(`, with the text `)`. */
  readonly before?: string;
  /**
   * Whether code accesses members through it, as with the target of a proxy: members of the node that it leads to are
   * written as members of the node at which it starts.
   */
  readonly transparent?: boolean;
  /** The name in user code, for signatures; omitted for keys, indexes and names given by Node or V8. */
  readonly name?: string;
  /** The word that replaces the reference in a signature. */
  readonly word?: Word;
  /** Number of consecutive hops of the same kind that it represents. */
  readonly repeats?: number;
  /** Set if it continues the previous reference, whose end was not passed to an inspector. */
  readonly continues?: boolean;
}

/**
 * Describes the meaning of certain nodes and of the references that start at them. If several inspectors answer, the
 * first one counts; those given by the caller come before the built-in ones.
 */
export interface Inspector {
  readonly name: string;
  /** Returns the meaning of a node; undefined if this inspector does not know it. */
  describe?(node: NodeOrdinal, heap: HeapGraph): NodeMeaning | undefined;
  /**
   * Returns the meaning of the reference that starts with `hops[0]`; the other hops are those that follow it on the
   * path. Undefined if this inspector does not know it.
   */
  refer?(hops: readonly Hop[], heap: HeapGraph): ReferenceMeaning | undefined;
}
