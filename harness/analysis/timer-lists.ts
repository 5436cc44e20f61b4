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
  return timerListsOf(heap).flatMap(({ list, durationMs }) =>
    durationMs === undefined ? [] : [{ durationMs, timers: chainLength(heap, list) }],
  );
}

/** Node's lists of timers, each with the duration of its timers if that can be told. */
export function timerListsOf(
  heap: HeapGraph,
): { readonly list: NodeOrdinal; readonly durationMs: number | undefined }[] {
  return heap.instances(LIST_CLASS).map((list) => {
    const durationMs = heap
      .retainers(list)
      // The queue of lists is an array, whose indexes are no durations; nor are places in the memory behind an object.
      .filter(({ from, type }) => type === 'element' && heap.name(from) !== 'Array')
      .map(({ name }) => Number(name))
      .find((number) => Number.isInteger(number) && number > 0);
    return { list, durationMs };
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
