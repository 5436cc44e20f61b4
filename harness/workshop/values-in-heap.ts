import type { NodeOrdinal } from '../core/units.js';
import type { HeapGraph } from '../heap/graph/index.js';
import { type LeakTrace, witnessesOf } from '../retention/index.js';
import type { CaseDefinition } from './definition.js';
import { staleValues } from './tables/index.js';

/** Returns the instances of the value classes, including subclasses. */
export function valuesIn(heap: HeapGraph, valueClasses: readonly string[]): NodeOrdinal[] {
  return valueClasses.flatMap((name) => heap.instances(name, { subclasses: true }));
}

/**
 * Returns what retains an instance of `chainTo`, if the case names that class and one is alive, or else what retains a
 * value: one of a stale entry, if there is any. `null` if there is neither.
 */
export function traceOf(
  heap: HeapGraph,
  { valueClasses, chainTo }: Pick<CaseDefinition, 'valueClasses' | 'chainTo'>,
): LeakTrace | null {
  const values = valuesIn(heap, valueClasses);
  const stale = new Set(staleValues(heap));
  const [last] = chainTo === undefined ? [] : heap.instances(chainTo);
  const first = last ?? values.find((value) => stale.has(value)) ?? values[0];
  if (first === undefined) return null;
  const [witness] = witnessesOf(heap, [first], { maximumHolders: 0 });
  return witness?.trace ?? null;
}
