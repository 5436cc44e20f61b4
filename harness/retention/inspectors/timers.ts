import type { NodeOrdinal } from '../../core/units.js';
import type { HeapGraph } from '../../heap/graph/index.js';
import type { Hop, Inspector, NodeMeaning, ReferenceMeaning } from '../inspector.js';
import { countWhile } from './hops.js';

const LINKS = new Set<string | number>(['_idleNext', '_idlePrev']);

/** Timers and immediates, with their callbacks. */
export const timers: Inspector = {
  name: 'timers',
  describe: (node, heap) =>
    heap.type(node) === 'object' ? TIMERS.get(heap.name(node))?.(node, heap) : undefined,
  refer: (hops, heap) => listed(hops) ?? callback(hops, heap),
};

const TIMERS: ReadonlyMap<string, (node: NodeOrdinal, heap: HeapGraph) => NodeMeaning> = new Map<
  string,
  (node: NodeOrdinal, heap: HeapGraph) => NodeMeaning
>([
  ['Timeout', timeoutMeaning],
  ['TimersList', () => ({ word: 'timer' })],
  ['Immediate', () => ({ label: 'setImmediate()', word: 'immediate' })],
  ['ImmediateList', () => ({ word: 'immediate' })],
]);

function timeoutMeaning(node: NodeOrdinal, heap: HeapGraph): NodeMeaning {
  return { label: isInterval(node, heap) ? 'setInterval()' : 'setTimeout()', word: 'timer' };
}

/** Whether a timer repeats: `_repeat` is null in a timeout, and a number, which may have no node, in an interval. */
function isInterval(node: NodeOrdinal, heap: HeapGraph): boolean {
  const repeat = heap.property(node, '_repeat');
  return repeat === undefined || heap.type(repeat) === 'number';
}

/** Handles the doubly linked list of timers with the same duration. */
function listed(hops: readonly Hop[]): ReferenceMeaning | undefined {
  const links = countWhile(hops, ({ type, name }) => type === 'property' && LINKS.has(name));
  return links === 0
    ? undefined
    : { hops: links, text: 'pending timer', word: 'timer', ...(links > 1 ? { repeats: links } : {}) };
}

const CALLBACKS = new Set<string | number>(['_onTimeout', '_onImmediate']);

function callback(hops: readonly Hop[], heap: HeapGraph): ReferenceMeaning | undefined {
  const [first] = hops;
  if (first?.type !== 'property' || !CALLBACKS.has(first.name)) return undefined;
  return { hops: 1, text: 'callback', word: heap.name(first.from) === 'Immediate' ? 'immediate' : 'timer' };
}
