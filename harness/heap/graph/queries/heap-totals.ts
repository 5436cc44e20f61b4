import type { HeapGraph } from '../heap-graph.js';
import type { ClassTableRow } from '../types.js';

/** The size of a heap, and its parts. */
export interface HeapTotals {
  readonly nodeCount: number;
  readonly edgeCount: number;
  /** Sum of the shallow sizes. */
  readonly totalBytes: number;
  /** All classes, by retained size, largest first. */
  readonly classes: readonly ClassTableRow[];
}

/** Totals and classes. Pays for dominators. */
export function totalsOf(graph: HeapGraph): HeapTotals {
  const { nodeCount, edgeCount } = graph;
  const classes = graph.classTable();
  // Every node that has a size is in one of its rows.
  const totalBytes = classes.reduce((sum, { shallowBytes }) => sum + shallowBytes, 0);
  return { nodeCount, edgeCount, totalBytes, classes };
}
