import { nodeOrdinal, type NodeOrdinal } from '../../../core/units.js';
import type { HeapGraph } from '../heap-graph.js';

/** A backing store below this size is not followed. */
const SMALLEST_BYTES = 192;
/** Weak collections: their tables grow with what was alive between two collections and do not shrink afterwards. */
const WEAK_COLLECTIONS: readonly string[] = ['WeakMap', 'WeakSet', 'FinalizationRegistry'];

/** The size in one snapshot of a value that can grow without a new object. */
export interface SizedValue {
  readonly node: NodeOrdinal;
  readonly bytes: number;
}

/** A new value that replaced another one, with the references that lead to it from an old object. */
export interface ReplacedValue extends SizedValue {
  readonly holder: NodeOrdinal;
  readonly steps: readonly ReplacedStep[];
}

interface ReplacedStep {
  readonly type: 'property' | 'context';
  readonly name: string;
}

/**
 * Returns the sizes of the backing stores of a heap's old objects (an array's elements, a map's table, a dictionary) by
 * the owner's id. A collection of numbers, or of the same object many times, grows without a new object, so only its
 * backing store shows the growth.
 *
 * @param isOld newer owners are left out, because they are counted themselves
 */
export function backingStores(
  heap: HeapGraph,
  isOld: (node: NodeOrdinal) => boolean,
): Map<string, SizedValue> {
  const { nodeCount, nodeId, nodeType, nodeTypes } = heap.columns;
  const object = nodeTypes.indexOf('object');
  const bytesOf = storeSizes(heap);
  const stores = new Map<string, SizedValue>();
  // Below `nodeCount`.
  for (let node = 0; node < nodeCount; node++) {
    if (nodeType[node] !== object || !isOld(nodeOrdinal(node))) continue;
    const bytes = bytesOf(node);
    if (bytes >= SMALLEST_BYTES) stores.set(String(nodeId[node]!), { node: nodeOrdinal(node), bytes });
  }
  return stores;
}

/** Maximum length of a chain of references that is followed from an old object over new ones. */
const DEEPEST = 3;
/** References of one object that are followed: in a table of thousands no single value is replaced. */
const MOST_REFERENCES = 64;

/**
 * Returns the sizes of new collections and texts by the reference under which an old object holds them: a value that
 * code replaces by a larger copy (`list = [...list, one]`) is a new object each time, under the same reference.
 */
export function replacedValues(
  heap: HeapGraph,
  isOld: (node: NodeOrdinal) => boolean,
): Map<string, ReplacedValue> {
  const { nodeCount, nodeId, nodeType, nodeTypes, nodeFirstEdge } = heap.columns;
  const { edgeTo, edgeType, edgeTypes, edgeNameOrIndex, strings } = heap.columns;
  const named: readonly (ReplacedStep['type'] | null)[] = edgeTypes.map((type) =>
    type === 'property' || type === 'context' ? type : null,
  );
  const isHolder = nodeTypes.map((type) => type === 'object' || type === 'closure');
  const values = new Map<string, ReplacedValue>();
  const seen = new Set<number>();
  const bytesOf = valueSizes(heap);
  const follow = (from: number, holder: number, steps: readonly ReplacedStep[]): void => {
    let followed = 0;
    // Edges are below the end of their node's edges.
    for (let edge = nodeFirstEdge[from]!; edge < nodeFirstEdge[from + 1]!; edge++) {
      const to = edgeTo[edge]!;
      // Elements are not followed, because there may be any number of them.
      const type = named[edgeType[edge]!] ?? null;
      if (type === null || seen.has(to) || isOld(nodeOrdinal(to))) continue;
      if (++followed > MOST_REFERENCES) return;
      seen.add(to);
      const bytes = bytesOf(to);
      const isFollowed = steps.length + 1 < DEEPEST && isHolder[nodeType[to]!] === true;
      if (bytes < SMALLEST_BYTES && !isFollowed) continue;
      const all = [...steps, { type, name: strings.at(edgeNameOrIndex[edge]!) }];
      if (bytes >= SMALLEST_BYTES) {
        const place = [nodeId[holder]!, ...all.map((step) => `${step.type} ${step.name}`)].join(' ');
        values.set(place, { node: nodeOrdinal(to), bytes, holder: nodeOrdinal(holder), steps: all });
      }
      if (isFollowed) follow(to, holder, all);
    }
  };
  // Below `nodeCount`.
  for (let node = 0; node < nodeCount; node++)
    if (isHolder[nodeType[node]!] === true && isOld(nodeOrdinal(node))) follow(node, node, []);
  return values;
}

/** Returns the sizes of the values at the same places in an earlier heap of the same isolate, where they had a size. */
export function replacedBefore(
  earlier: HeapGraph,
  later: HeapGraph,
  values: ReadonlyMap<string, ReplacedValue>,
): Map<string, SizedValue> {
  const bytesOf = valueSizes(earlier);
  const before = new Map<string, SizedValue>();
  for (const [place, { holder, steps }] of values) {
    let node = earlier.nodeById(later.id(holder));
    for (const { type, name } of steps)
      node = node === undefined ? undefined : earlier.property(node, name, type);
    const bytes = node === undefined ? 0 : bytesOf(node);
    if (node !== undefined && bytes >= SMALLEST_BYTES) before.set(place, { node, bytes });
  }
  return before;
}

/** Returns a function that computes the bytes of an object's backing stores by its node; 0 for weak collections. */
function storeSizes({ columns }: HeapGraph): (node: number) => number {
  const { nodeType, nodeTypes, nodeFirstEdge, nodeShallowBytes, nodeName } = columns;
  const { edgeTo, edgeType, edgeTypes, strings } = columns;
  const array = nodeTypes.indexOf('array');
  const internal = edgeTypes.indexOf('internal');
  const weak = new Set(WEAK_COLLECTIONS.flatMap((name) => strings.indexesOf(name)));
  return (node) => {
    if (weak.has(nodeName[node]!)) return 0;
    let bytes = 0;
    for (let edge = nodeFirstEdge[node]!; edge < nodeFirstEdge[node + 1]!; edge++) {
      const to = edgeTo[edge]!;
      if (edgeType[edge] === internal && nodeType[to] === array) bytes += nodeShallowBytes[to]!;
    }
    return bytes;
  };
}

/**
 * Returns a function that computes the bytes of an object's backing stores, or of a text; for a concatenated text, of
 * its flat parts.
 */
function valueSizes(heap: HeapGraph): (node: number) => number {
  const { nodeType, nodeTypes, nodeShallowBytes, nodeFirstEdge, edgeTo } = heap.columns;
  const [object, flat] = [nodeTypes.indexOf('object'), nodeTypes.indexOf('string')];
  const joined = nodeTypes.indexOf('concatenated string');
  const storeBytes = storeSizes(heap);
  return (node) => {
    const type = nodeType[node];
    if (type === flat) return nodeShallowBytes[node]!;
    if (type === object) return storeBytes(node);
    if (type !== joined) return 0;
    let bytes = 0;
    // Edges are below the end of their node's edges; their targets are nodes.
    for (let edge = nodeFirstEdge[node]!; edge < nodeFirstEdge[node + 1]!; edge++) {
      const part = edgeTo[edge]!;
      if (nodeType[part] === flat) bytes += nodeShallowBytes[part]!;
    }
    return bytes;
  };
}

/** Yields the backing stores of an object: elements, keys and values of one collection. */
export function* storedIn(heap: HeapGraph, owner: NodeOrdinal): Generator<NodeOrdinal> {
  for (const { type, to: store } of heap.edges(owner)) {
    if (type !== 'internal' || heap.type(store) !== 'array') continue;
    for (const { to } of heap.edges(store)) yield to;
  }
}
