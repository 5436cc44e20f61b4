import type { NodeOrdinal } from '../../core/units.js';
import type { HeapGraph } from '../../heap/graph/index.js';
import type { Hop } from '../inspector.js';

/** A pattern of a hop: its type, and its name if that matters. */
export type HopPattern = readonly [type: string, name?: string | RegExp];

/** Whether the hops begin with these patterns. */
export function startsWith(hops: readonly Hop[], ...patterns: readonly HopPattern[]): boolean {
  return patterns.every(([type, name], at) => {
    const hop = hops[at];
    if (hop?.type !== type) return false;
    if (name === undefined) return true;
    return typeof name === 'string' ? hop.name === name : name.test(String(hop.name));
  });
}

/** Returns how many hops at the beginning satisfy the condition. */
export function countWhile(hops: readonly Hop[], condition: (hop: Hop) => boolean): number {
  const end = hops.findIndex((hop) => !condition(hop));
  return end < 0 ? hops.length : end;
}

/** Stands for a key that is not in the snapshot: small integers have no node, and large numbers no value. */
export const UNKNOWN = '…';

/**
 * Formats a key: the characters of a string, truncated and quoted; a number if the snapshot contains it; the class of
 * anything else.
 */
export function keyText(heap: HeapGraph, key: NodeOrdinal): string {
  const type = heap.type(key);
  if (type.endsWith('string')) return quoted(textOf(heap, key));
  if (type === 'closure') return `${heap.name(key) || '(anonymous)'}()`;
  if (type === 'number') return Number.isNaN(Number(heap.name(key))) ? UNKNOWN : heap.name(key);
  if (type === 'symbol') return `Symbol(${heap.name(key)})`;
  return heap.name(key) || `(${type})`;
}

export function quoted(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 59)}…` : text);
}

/** Returns a string's characters, joining the halves of a concatenated one. */
export function textOf(heap: HeapGraph, text: NodeOrdinal, depth = 8): string {
  if (heap.type(text) !== 'concatenated string' || depth === 0) return heap.name(text);
  const halves = [heap.property(text, 'first', 'internal'), heap.property(text, 'second', 'internal')];
  return halves.map((half) => (half === undefined ? '' : textOf(heap, half, depth - 1))).join('');
}

/** Returns the number of words in a backing store, without its header of two words. */
export function slotsOf(heap: HeapGraph, store: NodeOrdinal): number {
  return heap.shallowBytes(store) / 8 - 2;
}

/** Returns the target of a store's slot, which V8 writes as an internal edge with the slot's number as its name. */
export function atSlot(heap: HeapGraph, store: NodeOrdinal, slot: number): NodeOrdinal | undefined {
  return heap.property(store, String(slot), 'internal');
}
