import type { NodeOrdinal } from '../core/units.js';
import type { HeapGraph } from '../heap/graph/index.js';
import { type LeakTrace, witnessesOf } from '../retention/index.js';
import { staleValues } from './tables/index.js';

/** Returns the instances of the value classes, including subclasses. */
export function valuesIn(heap: HeapGraph, valueClasses: readonly string[]): NodeOrdinal[] {
  return valueClasses.flatMap((name) => heap.instances(name, { subclasses: true }));
}

/** Returns what retains a value: one of a stale entry, if there is any; `null` if there is no value. */
export function traceOfValue(heap: HeapGraph, valueClasses: readonly string[]): LeakTrace | null {
  const values = valuesIn(heap, valueClasses);
  const stale = new Set(staleValues(heap));
  const [first = values[0]] = values.filter((value) => stale.has(value));
  if (first === undefined) return null;
  const [witness] = witnessesOf(heap, [first], { maximumHolders: 0 });
  return witness?.trace ?? null;
}
