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

/** What a node is. */
export interface NodeMeaning {
  /** Added to the node's class: `setInterval every 1000 ms`. */
  readonly label?: string;
  /** `no`: it is meant to be there; `yes`: it should be gone. */
  readonly status?: 'no' | 'yes';
  /** Why that status. */
  readonly reason?: string;
  /** What a signature says instead of the node's class. */
  readonly word?: Word;
}

/** What a reference is, as a person would write it; it may span several hops that only an engine sees. */
export interface ReferenceMeaning {
  /** How many hops it spans, from 1. */
  readonly hops: number;
  /**
   * As in code: `variable ctx`. What begins with a dot, a bracket or a space stands behind the expression for what it
   * starts at: `.get("user-17")`.
   */
  readonly text: string;
  /** What stands before that expression: `secrets.get(`, with the text `)`. */
  readonly before?: string;
  /**
   * Whether code reads through it: members of what it leads to are written as members of what it starts at, as with the
   * target of a proxy.
   */
  readonly transparent?: boolean;
  /** The user's own name in it, for signatures; left out for keys, indexes and what Node or V8 named. */
  readonly name?: string;
  /** What a signature says of it. */
  readonly word?: Word;
  /** Hops of one kind in a row that it stands for. */
  readonly repeats?: number;
  /** Set where it goes on with the reference before, of which an inspector was not shown the end. */
  readonly continues?: boolean;
}

/**
 * Knows what certain nodes, and the references that lead out of them, mean. Of several that answer, the first counts;
 * those given by the caller come before ours.
 */
export interface Inspector {
  readonly name: string;
  /** What a node is; undefined where this inspector does not know. */
  describe?(node: NodeOrdinal, heap: HeapGraph): NodeMeaning | undefined;
  /**
   * What the reference is that starts with `hops[0]`; the hops that follow on the path come behind it. Undefined where
   * this inspector does not know.
   */
  refer?(hops: readonly Hop[], heap: HeapGraph): ReferenceMeaning | undefined;
}
