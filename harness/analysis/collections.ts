import type { NodeOrdinal } from '../core/units.js';
import type { HeapGraph } from '../graph/index.js';

/** A backing store below this size is not followed. */
const SMALLEST_BYTES = 192;
/** Their tables grow with what was alive between two collections, and do not shrink when it has died. */
const WEAK_COLLECTIONS: readonly string[] = ['WeakMap', 'WeakSet', 'FinalizationRegistry'];

/**
 * The sizes of the backing stores of a heap's objects (an array's elements, a map's table, a dictionary), by the id of
 * their owner. A collection of numbers, or of the same thing many times, grows without a new object: only so is it
 * seen.
 *
 * @param newest owners with a higher id are left out: they were born later
 */
export function backingStores(heap: HeapGraph, newest: number): Map<number, number> {
  const {
    nodeCount,
    nodeId,
    nodeType,
    nodeTypes,
    nodeFirstEdge,
    nodeShallowBytes,
    edgeTo,
    edgeType,
    edgeTypes,
    nodeName,
    strings,
  } = heap.columns;
  const object = nodeTypes.indexOf('object');
  const array = nodeTypes.indexOf('array');
  const internal = edgeTypes.indexOf('internal');
  const weak = new Set(WEAK_COLLECTIONS.flatMap((name) => strings.indexesOf(name)));
  const stores = new Map<number, number>();
  // Nodes below `nodeCount`, edges below the end of their node's.
  for (let node = 0; node < nodeCount; node++) {
    const id = nodeId[node]!;
    if (nodeType[node] !== object || id > newest || weak.has(nodeName[node]!)) continue;
    let bytes = 0;
    for (let edge = nodeFirstEdge[node]!; edge < nodeFirstEdge[node + 1]!; edge++) {
      const to = edgeTo[edge]!;
      if (edgeType[edge] === internal && nodeType[to] === array) bytes += nodeShallowBytes[to]!;
    }
    if (bytes >= SMALLEST_BYTES) stores.set(id, bytes);
  }
  return stores;
}

/** What an object holds by its backing stores: one collection's elements, keys and values. */
export function* storedIn(heap: HeapGraph, owner: NodeOrdinal): Generator<NodeOrdinal> {
  for (const { type, to: store } of heap.edges(owner)) {
    if (type !== 'internal' || heap.type(store) !== 'array') continue;
    for (const { to } of heap.edges(store)) yield to;
  }
}

/** The size of one collection after so many iterations. */
export interface StoreSize {
  /** Since the scenario was opened, the warm-up among them. */
  readonly iterations: number;
  readonly bytes: number;
}

/** Stores grow by half or by their own size, now and then: between twice as many iterations one such step lies. */
const STEP = 1.4;
/** A collection may fill in a straight line for 2,000 iterations. */
const PAST_FILLING = 2000;
/** Bytes that an iteration must add at least: a quarter of a number in an array. */
const SLOWEST_BYTES = 2;

/**
 * Judges the sizes of one collection, oldest first: whether each doubling of the iterations made it larger, the last
 * one beyond the point where caches have filled; `open` when there were too few iterations to say.
 */
export function judgeCollection(sizes: readonly StoreSize[]): 'grows' | 'does not grow' | 'open' {
  const now = sizes.at(-1);
  const half = now && sizes.findLast(({ iterations }) => iterations <= now.iterations / 2);
  const quarter = half && sizes.findLast(({ iterations }) => iterations <= half.iterations / 2);
  if (now === undefined || half === undefined) return 'does not grow';
  if (now.bytes < half.bytes * STEP) return 'does not grow';
  if (now.bytes - half.bytes < SLOWEST_BYTES * (now.iterations - half.iterations)) return 'does not grow';
  if (quarter === undefined || half.iterations < PAST_FILLING) return 'open';
  return half.bytes >= quarter.bytes * STEP ? 'grows' : 'open';
}
