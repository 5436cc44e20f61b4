import type { NodeOrdinal } from '../../../core/units.js';
import type { HeapGraph } from '../heap-graph.js';
import { storedIn } from './backing-stores.js';

/** Node's pending timers with the same duration. */
export interface TimerList {
  readonly durationMs: number;
  /** Number of pending timers. */
  readonly timers: number;
}

const LIST_CLASS = 'TimersList';

/**
 * Reads the pending timers of a heap by duration, as Node keeps them: a `TimersList` for each duration, held under that
 * number, whose timers are linked by `_idleNext`.
 */
export function readTimerLists(heap: HeapGraph): TimerList[] {
  return timerListsOf(heap).flatMap(({ list, durationMs }) =>
    durationMs === undefined ? [] : [{ durationMs, timers: timersOf(heap, list).length }],
  );
}

/** Returns Node's lists of timers, each with the duration of its timers if known. */
export function timerListsOf(
  heap: HeapGraph,
): { readonly list: NodeOrdinal; readonly durationMs: number | undefined }[] {
  return heap.instances(LIST_CLASS).map((list) => {
    const durationMs = heap
      .retainers(list)
      // The queue of lists is an array, whose indexes are not durations; neither are indexes into an object's backing
      // store.
      .filter(({ from, type }) => type === 'element' && heap.name(from) !== 'Array')
      .map(({ name }) => Number(name))
      .find((number) => Number.isInteger(number) && number > 0);
    return { list, durationMs };
  });
}

/** Returns the timers of a list, linked by `_idleNext`. */
function timersOf(heap: HeapGraph, list: NodeOrdinal): NodeOrdinal[] {
  const seen = new Set<NodeOrdinal>([list]);
  let at = heap.property(list, '_idleNext');
  while (at !== undefined && !seen.has(at)) {
    seen.add(at);
    at = heap.property(at, '_idleNext');
  }
  return [...seen].slice(1);
}

/**
 * Maximum number of references from a timer to a node: its callback, the callback's scope, a variable, an object, its
 * collection, a collection in that.
 */
const FARTHEST = 7;
/** Maximum number of nodes visited from one timer. */
const MOST_NODES = 5000;

/**
 * Returns the pending timers of a heap whose callbacks reach one of these nodes over variables, properties and entries of
 * collections, and so may release objects there.
 */
export function timersReaching(heap: HeapGraph, nodes: readonly NodeOrdinal[]): TimerList[] {
  const wanted = new Set(nodes);
  return timerListsOf(heap).flatMap(({ list, durationMs }) => {
    if (durationMs === undefined) return [];
    const timers = timersOf(heap, list);
    const reaching = timers.slice(0, MOST_TIMERS).some((timer) => reaches(heap, timer, wanted));
    return reaching ? [{ durationMs, timers: timers.length }] : [];
  });
}

/** Timers of one duration that are followed; the others are assumed to be alike. */
const MOST_TIMERS = 20;

function reaches(heap: HeapGraph, timer: NodeOrdinal, wanted: ReadonlySet<NodeOrdinal>): boolean {
  const seen = new Set<NodeOrdinal>([timer]);
  let at: NodeOrdinal[] = [timer];
  for (let distance = 0; distance < FARTHEST && at.length > 0; distance++) {
    const next: NodeOrdinal[] = [];
    for (const from of at)
      for (const to of followed(heap, from)) {
        if (seen.has(to)) continue;
        if (wanted.has(to)) return true;
        if (seen.size >= MOST_NODES) continue;
        seen.add(to);
        next.push(to);
      }
    at = next;
  }
  return false;
}

function* followed(heap: HeapGraph, from: NodeOrdinal): Generator<NodeOrdinal> {
  for (const { to, type, name } of heap.edges(from)) if (isFollowed(type, String(name))) yield to;
  yield* storedIn(heap, from);
}

/** References of V8 from a function to its variables, also to those of the functions and the module around it. */
const INTERNAL: ReadonlySet<string> = new Set(['context', 'previous', 'bound_function', 'bound_this']);

/** Whether to follow an edge: not to the next timer, nor to objects that all functions share. */
function isFollowed(type: string, name: string): boolean {
  if (type === 'internal') return INTERNAL.has(name);
  const isLink =
    name === '_idleNext' || name === '_idlePrev' || name === '__proto__' || name === 'constructor';
  return (type === 'property' || type === 'context') && !isLink;
}
