import type { NodeOrdinal } from '../../core/units.js';
import type { HeapGraph } from '../../heap/graph/index.js';
import type { Hop, Inspector, ReferenceMeaning } from '../inspector.js';
import { countWhile } from './hops.js';

/** V8's objects between a promise and its reactions' handlers. */
const BETWEEN = new Set(['system / PromiseReaction', 'system / PromiseCapability']);

/** Promises: shows who waits for them, instead of V8's list of reactions. */
export const promises: Inspector = {
  name: 'promises',
  describe: (node, heap) => {
    const isPromise = heap.type(node) === 'object' && heap.name(node) === 'Promise';
    return isPromise ? { word: 'promise' } : undefined;
  },
  refer: (hops, heap) => reactions(hops, heap),
};

/**
 * `promise → newest reaction (→ next …) → handler`; a list that exceeds the hops passed to an inspector continues at a
 * reaction.
 */
function reactions(hops: readonly Hop[], heap: HeapGraph): ReferenceMeaning | undefined {
  const [first] = hops;
  if (first === undefined) return undefined;
  const goesOn = isBetween(heap, first.from);
  if (!goesOn && (first.type !== 'internal' || first.name !== 'reactions_or_result')) return undefined;
  const between = countWhile(hops, ({ to }) => isBetween(heap, to));
  if (!goesOn && between === 0) return { hops: 1, text: ' (its value)', word: 'promise' };
  const length = Math.min(between + 1, hops.length);
  // Which of the waiting handlers it is does not matter, so the reactions before it are not counted.
  return {
    hops: length,
    text: '.then()',
    word: 'promise',
    ...(goesOn ? { continues: true, repeats: 0 } : {}),
  };
}

function isBetween(heap: HeapGraph, node: NodeOrdinal): boolean {
  return BETWEEN.has(heap.name(node));
}
