import type { HeapGraph } from '../heap-graph.js';

/** How many `WeakRef`s a heap has, and how many of them still have their target. */
export interface WeakRefCounts {
  readonly count: number;
  /** Their target was collected; they themselves are still held. */
  readonly cleared: number;
}

/** Counts the `WeakRef`s of a heap, instances of subclasses too. A cleared one has no weak edge `target`. */
export function countWeakRefs(graph: HeapGraph): WeakRefCounts {
  const weakRefs = graph.instances('WeakRef', { subclasses: true });
  const cleared = weakRefs.filter((node) => graph.property(node, 'target', 'weak') === undefined);
  return { count: weakRefs.length, cleared: cleared.length };
}
