import { isCollection } from './cut-point.js';
import { listenersText } from '../inspectors/events.js';
import type { Step } from '../trace/steps.js';
import type { WitnessHeap } from '../search/witness-heap.js';

/** V8's names for the slots of a call or a bound function, behind which each reference can be cut alone. */
const SLOTS: ReadonlySet<string | number> = new Set([
  'parameters_and_registers',
  'bound_arguments',
  'bindings',
]);

/**
 * Returns which hop of a step is cut: the one that is named if the program can cut it alone, such as that from a scope to
 * a variable, otherwise the first one, which leads to all references of that kind: the listeners of an emitter.
 */
export function cutHopOf({ hops, reference }: Step): number {
  const [first] = hops;
  const last = hops.length - 1;
  if (first === undefined || reference.repeats !== undefined) return 0;
  const isSlot = hops[last]?.type === 'context' || SLOTS.has(first.name);
  if (isSlot || /^exports?[ .]/.test(reference.text)) return last;
  const element = hops.findIndex(({ type }) => type === 'element');
  return reference.word === 'stream' && element > 0 ? element - 1 : 0;
}

/** Returns a text that is equal for steps that are cut in the same way, at objects of the same class. */
export function cutKeyOf(heap: WitnessHeap, step: Step): string {
  const { heap: graph } = heap.facts;
  if (isCollection(heap, step.from)) return `collection ${graph.name(step.from)}`;
  const hop = step.hops[cutHopOf(step)];
  return hop === undefined ? '' : `${hop.type} ${graph.name(hop.from)}`;
}

/**
 * Returns what is cut at a step, as in code: the collection that is emptied, all listeners of an emitter, or the
 * reference of the trace.
 *
 * @param reference the reference of the trace
 * @param owner the expression for the node at which the step starts; `null` if there is none
 */
export function cutTextOf(
  heap: WitnessHeap,
  step: Step | undefined,
  { reference, owner }: { readonly reference: string; readonly owner: () => string | null },
): string {
  if (step === undefined) return reference;
  const [first] = step.hops;
  const isEmptied =
    isCollection(heap, step.from) ||
    (step.hops.length > 1 && first?.type === 'internal' && first.name === 'table');
  const whole = isEmptied ? owner() : listenersText(step.hops, heap.facts.heap);
  if (whole !== null && whole !== undefined) return whole;
  return step.reference.word === 'stream' ? reference.replace(/ \[\d+\](?=\)?$)/, '') : reference;
}
