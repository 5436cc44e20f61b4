import { nodeOrdinal, type NodeOrdinal } from '../../../core/units.js';
import type { HeapGraph } from '../heap-graph.js';

/** A backing store below this size is not followed. */
export const SMALLEST_BYTES = 192;
/** Weak collections: their tables grow with what was alive between two collections and do not shrink afterwards. */
const WEAK_COLLECTIONS: readonly string[] = ['WeakMap', 'WeakSet', 'FinalizationRegistry'];

/** The size in one snapshot of a value that can grow without a new object. */
export interface SizedValue {
  readonly node: NodeOrdinal;
  readonly bytes: number;
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
export function valueSizes(heap: HeapGraph): (node: number) => number {
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
