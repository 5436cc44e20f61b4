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

/** How far a timer's callback is followed. */
interface Reach {
  /** Maximum number of references from the timer to a node. */
  readonly farthest: number;
  /** References of V8 that are followed. */
  readonly internal: ReadonlySet<string>;
  /** Whether to follow the entries of collections. */
  readonly entries: boolean;
}

const OWN_VARIABLES = ['context', 'bound_function', 'bound_this'] as const;

/** The callback, its scope, a variable, an object, its collection. */
const OF_ONE: Reach = { farthest: 6, internal: new Set(OWN_VARIABLES), entries: false };
/** Also the variables of the functions and the module around it, and a collection in a collection. */
const OF_REGULAR: Reach = { farthest: 7, internal: new Set([...OWN_VARIABLES, 'previous']), entries: true };
/** Maximum number of nodes visited from one timer. */
const MOST_NODES = 5000;

/**
 * Returns the pending timers of a heap whose callbacks reach one of these nodes over variables and properties, and so may
 * release objects there. Those that fire regularly are also followed to the variables of their module, and into
 * collections; a test runner's time limit reaches the variables of a test in this way, and releases nothing.
 *
 * @param isOld whether a timer was there before: then it is regular only if it is an interval
 */
export function timersReaching(
  heap: HeapGraph,
  nodes: readonly NodeOrdinal[],
  isOld: (timer: NodeOrdinal) => boolean,
): TimerList[] {
  const wanted = new Set(nodes);
  return timerListsOf(heap).flatMap(({ list, durationMs }) => {
    if (durationMs === undefined) return [];
    const timers = timersOf(heap, list);
    const reaching = timers
      .slice(0, MOST_TIMERS)
      .some((timer) =>
        reaches(heap, timer, wanted, isInterval(heap, timer) || !isOld(timer) ? OF_REGULAR : OF_ONE),
      );
    return reaching ? [{ durationMs, timers: timers.length }] : [];
  });
}

/** Timers of one duration that are followed; the others are assumed to be alike. */
const MOST_TIMERS = 20;

/** The delay of an interval is a small number, which has no node; that of another timer is `null`, which has one. */
function isInterval(heap: HeapGraph, timer: NodeOrdinal): boolean {
  return heap.property(timer, '_repeat') === undefined;
}

function reaches(
  heap: HeapGraph,
  timer: NodeOrdinal,
  wanted: ReadonlySet<NodeOrdinal>,
  reach: Reach,
): boolean {
  const seen = new Set<NodeOrdinal>([timer]);
  let at: NodeOrdinal[] = [timer];
  for (let distance = 0; distance < reach.farthest && at.length > 0; distance++) {
    const next: NodeOrdinal[] = [];
    for (const from of at)
      for (const to of followed(heap, from, reach)) {
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

/** Returns the references to follow: not to the next timer, nor to objects that all functions share. */
function* followed(heap: HeapGraph, from: NodeOrdinal, { internal, entries }: Reach): Generator<NodeOrdinal> {
  for (const { to, type, name } of heap.edges(from)) {
    if (type === 'internal' ? internal.has(String(name)) : isOwn(type, String(name))) yield to;
  }
  if (entries) yield* storedIn(heap, from);
}

function isOwn(type: string, name: string): boolean {
  const isLink =
    name === '_idleNext' || name === '_idlePrev' || name === '__proto__' || name === 'constructor';
  return (type === 'property' || type === 'context') && !isLink;
}
