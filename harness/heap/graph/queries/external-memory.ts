import { nodeOrdinal, type NodeOrdinal } from '../../../core/units.js';
import type { HeapGraph } from '../heap-graph.js';
import type { SizedValue } from './backing-stores.js';
import type { Retainer } from '../types.js';

/** V8's name of the memory of a buffer; its size is that of the memory outside of the heap. */
const MEMORY = 'system / JSArrayBufferData';
/** Smaller ones are not followed: Node shares blocks of 8 KiB among small buffers. */
const SMALLEST_BYTES = 2 ** 15;
/** Objects that are only a view of a memory: who holds one of these holds the memory. */
const VIEWS = /^(ArrayBuffer|SharedArrayBuffer|Buffer|FastBuffer|DataView|Memory|.*Array)$/;
const HIGHEST = 4;

/** Returns the bytes outside of the heap that some objects take: those of buffers' memories among them. */
export function externalBytesAmong(heap: HeapGraph, nodes: Iterable<number>): number {
  const names = new Set(heap.columns.strings.indexesOf(MEMORY));
  if (names.size === 0) return 0;
  let bytes = 0;
  for (const node of nodes)
    if (names.has(heap.columns.nodeName[node]!)) bytes += heap.shallowBytes(nodeOrdinal(node));
  return bytes;
}

/**
 * Returns the memory outside of the heap by the reference under which an object holds it: a buffer that code replaces by
 * a larger one is a new object each time, under the same reference.
 *
 * @param leftOut memories that are not counted
 * @returns the bytes, and the outermost view of the memory, by the place of the reference
 */
export function externalMemory(
  heap: HeapGraph,
  leftOut: ReadonlySet<number> = new Set(),
): Map<string, SizedValue> {
  const { nodeCount, nodeName, strings } = heap.columns;
  const names = new Set(strings.indexesOf(MEMORY));
  const places = new Map<string, SizedValue>();
  if (names.size === 0) return places;
  // Below `nodeCount`.
  for (let node = 0; node < nodeCount; node++) {
    if (!names.has(nodeName[node]!) || leftOut.has(node)) continue;
    const bytes = heap.shallowBytes(nodeOrdinal(node));
    if (bytes < SMALLEST_BYTES) continue;
    const { place, view } = placeOf(heap, nodeOrdinal(node));
    const before = places.get(place)?.bytes ?? 0;
    places.set(place, { node: view, bytes: before + bytes });
  }
  return places;
}

/** Finds the object that holds a memory, above its views. */
function placeOf(
  heap: HeapGraph,
  memory: NodeOrdinal,
): { readonly place: string; readonly view: NodeOrdinal } {
  let view = memory;
  for (let step = 0; step < HIGHEST; step++) {
    const holder = holderOf(heap, view);
    if (holder === null) break;
    const { from, name, type } = holder;
    if (!VIEWS.test(heap.name(from)) || heap.type(from) !== 'object')
      return { place: `${heap.id(from)} ${type} ${name}`, view };
    view = from;
  }
  return { place: `${heap.id(view)}`, view };
}

/** Returns a reference that holds a node: one of the program's own code if there is one. */
function holderOf(heap: HeapGraph, node: NodeOrdinal): Retainer | null {
  const strong = heap.retainers(node).filter(({ weak, from }) => !weak && heap.type(from) !== 'synthetic');
  return strong.find(({ type }) => type === 'property' || type === 'context') ?? strong[0] ?? null;
}
