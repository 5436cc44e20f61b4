import type { BiggestDominator } from '../dominators/biggest-dominators.js';
import type { HeapGraph } from '../heap-graph.js';
import type { DuplicateString } from './duplicate-strings.js';
import { type HeapTotals, totalsOf } from './heap-totals.js';
import { countWeakRefs, type WeakRefCounts } from './weak-refs.js';

/** An overview of a heap, for users without a specific question. */
export interface HeapOverview extends HeapTotals {
  /** The nodes where memory fans out, largest first. */
  readonly dominators: readonly BiggestDominator[];
  /** Texts that are there several times, most wasteful first. */
  readonly duplicateStrings: readonly DuplicateString[];
  readonly weakRefs: WeakRefCounts;
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
  };
}
