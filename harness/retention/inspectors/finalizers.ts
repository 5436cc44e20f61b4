import type { NodeOrdinal } from '../../core/units.js';
import type { HeapGraph } from '../../heap/graph/index.js';
import type { Hop, Inspector } from '../inspector.js';
import { countWhile } from './hops.js';

/** V8's name for a registration, which is linked to the next one. */
const CELL = 'system / WeakCell';

/** FinalizationRegistry: shows the held value of a target instead of V8's list of registrations. */
export const finalizers: Inspector = {
  name: 'finalizers',
  refer: (hops, heap) => {
    const [first] = hops;
    if (first === undefined) return undefined;
    const goesOn = isCell(heap, first.from);
    if (!goesOn && !isRegistry(heap, first.from)) return undefined;
    // A registration with a token is reached through the table of tokens, too.
    const between = countWhile(hops, ({ to }) => isCell(heap, to) || heap.type(to) === 'array');
    if (!goesOn && !hops.slice(0, between).some(({ to }) => isCell(heap, to))) return undefined;
    return {
      hops: Math.min(between + 1, hops.length),
      before: 'held value of ',
      text: '',
      word: 'finalizer',
      ...(goesOn ? { continues: true, repeats: 0 } : {}),
    };
  },
};

/** A registration: the value that its registry holds until the target is collected. */
export interface Registration {
  readonly value: NodeOrdinal;
  /** Undefined if the target was collected, and the value was not yet passed on. */
  readonly target: NodeOrdinal | undefined;
}

/** Returns the registration whose value the hops lead to; undefined for other hops. */
export function registrationOf(hops: readonly Hop[], heap: HeapGraph): Registration | undefined {
  const last = hops.at(-1);
  if (last === undefined || !isCell(heap, last.from) || isCell(heap, last.to)) return undefined;
  return { value: last.to, target: heap.property(last.from, 'target', 'weak') };
}

function isCell(heap: HeapGraph, node: NodeOrdinal): boolean {
  return heap.type(node) !== 'object' && heap.name(node) === CELL;
}

function isRegistry(heap: HeapGraph, node: NodeOrdinal): boolean {
  return heap.type(node) === 'object' && heap.name(node) === 'FinalizationRegistry';
}
