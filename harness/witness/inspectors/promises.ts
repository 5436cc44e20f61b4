import type { NodeOrdinal } from '../../core/units.js';
import type { HeapGraph } from '../../graph/index.js';
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

function reactions(hops: readonly Hop[], heap: HeapGraph): ReferenceMeaning | undefined {
  const [first] = hops;
  if (first?.type !== 'internal' || first.name !== 'reactions_or_result') return undefined;
  const between = countWhile(hops, ({ to }) => isBetween(heap, to));
  if (between === 0) return { hops: 1, text: ' (its value)', word: 'promise' };
  const number = between > 1 ? { repeats: between } : {};
  const length = Math.min(between + 1, hops.length);
  return { hops: length, text: '.then()', word: 'promise', ...number };
}

function isBetween(heap: HeapGraph, node: NodeOrdinal): boolean {
  return BETWEEN.has(heap.name(node));
}
