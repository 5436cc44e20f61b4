import type { HeapGraph } from '../heap-graph.js';

/** Numbers of a heap's `WeakRef`s: all of them, and those without a target. */
export interface WeakRefCounts {
  readonly count: number;
  /** `WeakRef`s whose target was collected, but which are still held themselves. */
  readonly cleared: number;
}

/** Counts the `WeakRef`s of a heap, including instances of subclasses. A cleared one has no weak edge `target`. */
export function countWeakRefs(graph: HeapGraph): WeakRefCounts {
  const weakRefs = graph.instances('WeakRef', { subclasses: true });
  const cleared = weakRefs.filter((node) => graph.property(node, 'target', 'weak') === undefined);
  return { count: weakRefs.length, cleared: cleared.length };
}
