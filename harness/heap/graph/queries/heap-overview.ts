import type { BiggestDominator } from '../dominators/biggest-dominators.js';
import type { HeapGraph } from '../heap-graph.js';
import type { DuplicateString } from './duplicate-strings.js';
import { type HeapTotals, totalsOf } from './heap-totals.js';
import { countWeakRefs, type WeakRefCounts } from './weak-refs.js';

/** An overview of a heap, for users without a specific question. */
export interface HeapOverview extends HeapTotals {
  /** The nodes where memory fans out, largest first. */
  readonly dominators: readonly BiggestDominator[];
  /** Texts that several strings have, the most wasteful first. */
  readonly duplicateStrings: readonly DuplicateString[];
  readonly weakRefs: WeakRefCounts;
}

/**
 * Returns an overview of a heap.
 *
 * @param limit maximum number of dominators and of duplicated texts
 */
export function overviewOf(graph: HeapGraph, limit: number): HeapOverview {
  return {
    ...totalsOf(graph),
    dominators: graph.biggestDominators(limit),
    duplicateStrings: graph.duplicateStrings({ limit }),
    weakRefs: countWeakRefs(graph),
  };
}
