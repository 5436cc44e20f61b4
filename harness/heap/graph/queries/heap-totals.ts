import type { HeapGraph } from '../heap-graph.js';
import type { ClassTableRow } from '../types.js';

/** The size of a heap and its classes. */
export interface HeapTotals {
  readonly nodeCount: number;
  readonly edgeCount: number;
  /** Sum of the shallow sizes. */
  readonly totalBytes: number;
  /** All classes, by retained size, largest first. */
  readonly classes: readonly ClassTableRow[];
}

/** Returns totals and classes. Computes the dominators. */
export function totalsOf(graph: HeapGraph): HeapTotals {
  const { nodeCount, edgeCount } = graph;
  const classes = graph.classTable();
  // Every node that has a size is in one row.
  const totalBytes = classes.reduce((sum, { shallowBytes }) => sum + shallowBytes, 0);
  return { nodeCount, edgeCount, totalBytes, classes };
}
