import type { TableView } from '../core/table-view.js';
import type { BiggestDominator, ClassTableRow, DuplicateString, HeapGraph } from '../graph/index.js';
import { readThreadLocalTables } from './thread-local-tables.js';
import { countWeakRefs, type WeakRefCounts } from './weak-refs.js';

/** How large a heap is, and what it is made of. */
export interface HeapTotals {
  readonly nodeCount: number;
  readonly edgeCount: number;
  /** Sum of the shallow sizes. */
  readonly totalBytes: number;
  /** All classes, by retained size, largest first. */
  readonly classes: readonly ClassTableRow[];
}

/** What there is to say of a heap that nobody has asked anything about yet. */
export interface HeapOverview extends HeapTotals {
  /** Where memory fans out, largest first. */
  readonly dominators: readonly BiggestDominator[];
  /** Texts that are there several times, most wasteful first. */
  readonly duplicateStrings: readonly DuplicateString[];
  readonly weakRefs: WeakRefCounts;
  readonly threadLocalTables: readonly TableView[];
}

/** Totals and classes. Pays for dominators. */
export function totalsOf(graph: HeapGraph): HeapTotals {
  const { nodeCount, edgeCount } = graph;
  let totalBytes = 0;
  const { nodeShallowBytes } = graph.columns;
  for (let node = 0; node < nodeCount; node++) totalBytes += nodeShallowBytes[node]!;
  return { nodeCount, edgeCount, totalBytes, classes: graph.classTable() };
}

/**
 * Everything about a heap that needs no question.
 *
 * @param limit how many dominators and duplicated texts at most
 */
export function overviewOf(graph: HeapGraph, limit: number): HeapOverview {
  return {
    ...totalsOf(graph),
    dominators: graph.biggestDominators(limit),
    duplicateStrings: graph.duplicateStrings({ limit }),
    weakRefs: countWeakRefs(graph),
    threadLocalTables: readThreadLocalTables(graph),
  };
}
