import type { NodeOrdinal } from '../core/units.js';
import type { HeapGraph } from '../graph/index.js';

/** Node's pending timers of one duration. */
export interface TimerList {
  readonly durationMs: number;
  /** Timers that are pending. */
  readonly timers: number;
}

const LIST_CLASS = 'TimersList';

/**
 * The pending timers of a heap by their duration, as Node keeps them: a `TimersList` for each duration, held by that
 * number, its timers chained by `_idleNext`.
 */
export function readTimerLists(heap: HeapGraph): TimerList[] {
  return heap.instances(LIST_CLASS).flatMap((list) => {
    const duration = heap
      .retainers(list)
      // The queue of lists is an array: its indexes are no durations.
      .filter(({ from }) => heap.name(from) !== 'Array')
      .map(({ name }) => Number(name))
      .find((number) => Number.isInteger(number) && number > 0);
    return duration === undefined ? [] : [{ durationMs: duration, timers: chainLength(heap, list) }];
  });
}

function chainLength(heap: HeapGraph, list: NodeOrdinal): number {
  const seen = new Set<NodeOrdinal>([list]);
  let at = heap.property(list, '_idleNext');
  while (at !== undefined && !seen.has(at)) {
    seen.add(at);
    at = heap.property(at, '_idleNext');
  }
  return seen.size - 1;
}
