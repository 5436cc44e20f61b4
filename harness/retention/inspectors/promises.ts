import type { NodeOrdinal } from '../../core/units.js';
import type { HeapGraph } from '../../heap/graph/index.js';
import type { Hop, Inspector, ReferenceMeaning } from '../inspector.js';
import { countWhile } from './hops.js';

/** What V8 puts between a promise and those who wait for it. */
const BETWEEN = new Set(['system / PromiseReaction', 'system / PromiseCapability']);

/** Promises: who waits for them, instead of the list of reactions that V8 keeps. */
export const promises: Inspector = {
  name: 'promises',
  describe: (node, heap) => {
    const isPromise = heap.type(node) === 'object' && heap.name(node) === 'Promise';
    return isPromise ? { word: 'promise' } : undefined;
  },
  refer: (hops, heap) => reactions(hops, heap),
};

/** `promise → newest reaction (→ next …) → handler`; a list longer than an inspector is shown goes on from a reaction. */
function reactions(hops: readonly Hop[], heap: HeapGraph): ReferenceMeaning | undefined {
  const [first] = hops;
  if (first === undefined) return undefined;
  const goesOn = isBetween(heap, first.from);
  if (!goesOn && (first.type !== 'internal' || first.name !== 'reactions_or_result')) return undefined;
  const between = countWhile(hops, ({ to }) => isBetween(heap, to));
  if (!goesOn && between === 0) return { hops: 1, text: ' (its value)', word: 'promise' };
  const length = Math.min(between + 1, hops.length);
  // Which of those who wait it is says nothing, so how many come before it is not counted.
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
