import type { EdgeOrdinal, HeapObjectId, NodeOrdinal } from '../../core/units.js';

/** One node as plain data, for results. */
export interface HeapNode {
  readonly ordinal: NodeOrdinal;
  readonly id: HeapObjectId;
  /** V8's name of the node type: `object`, `closure`, `string`, … */
  readonly type: string;
  /** An object's constructor name, a function's name, a string's beginning, … */
  readonly name: string;
  /** Shallow size, without referenced objects. */
  readonly shallowBytes: number;
}

/** A reference as plain data. */
export interface HeapEdge {
  readonly edge: EdgeOrdinal;
  /** V8's name of the edge type: `property`, `element`, `internal`, `context`, `weak`, `hidden` or `shortcut`. */
  readonly type: string;
  /** A number for the types `element` and `hidden`. */
  readonly name: string | number;
  readonly to: NodeOrdinal;
}

/** A reference seen from its target. */
export interface Retainer {
  readonly edge: EdgeOrdinal;
  readonly type: string;
  readonly name: string | number;
  readonly from: NodeOrdinal;
  /** Whether this reference does *not* keep its target alive (see `RetainingEdges`). */
  readonly weak: boolean;
}

/** Types of edges whose name is a string. */
export type NamedEdgeType = 'property' | 'internal' | 'context' | 'weak' | 'shortcut';

/** Whether the embedder reports a node as attached to its tree. */
export type Detachedness = 'unknown' | 'attached' | 'detached';

/** A class with its sizes. */
export interface ClassSummary {
  /** The constructor's name, or a group in brackets such as `(string)`. */
  readonly name: string;
  /** Node type of the members; native nodes and objects of the same name are two classes. */
  readonly type: string;
  readonly count: number;
  readonly shallowBytes: number;
  /** Bytes that would be freed with all members: the retained sizes of those that no other member dominates. */
  readonly retainedBytes: number;
}

/** A row of Chrome DevTools' class table. */
export interface ClassTableRow {
  /**
   * The name that DevTools shows: a constructor's name, an interface such as `{a, b}`, or a group such as `(array)`.
   */
  readonly name: string;
  /** Number of nodes that have a size of their own, without parts whose size counts with their owner. */
  readonly count: number;
  readonly shallowBytes: number;
  readonly retainedBytes: number;
  /** The position where the class was defined; two rows can have the same name. */
  readonly location?: SourceLocation;
}

/** The position where a function, or the constructor of an object, was defined. */
export interface SourceLocation {
  readonly scriptId: number;
  /** Line from 0; negative in code compiled with a negative offset, before the first line that its author wrote. */
  readonly line: number;
  /** Column from 0; negative as with lines. */
  readonly column: number;
}
