import { heapObjectId, type NodeOrdinal } from '../../core/units.js';
import type { HeapGraph } from '../../heap/graph/index.js';
import type { Hop, Inspector, ReferenceMeaning } from '../inspector.js';
import { atSlot, keyText, slotsOf, startsWith, UNKNOWN } from './hops.js';

/** Map, Set, WeakMap, arrays and tables of WebAssembly: shows the entry instead of V8's internal table. */
export const collections: Inspector = {
  name: 'collections',
  refer: (hops, heap) =>
    tableEntry(hops, heap) ??
    wasmTableEntry(hops, heap) ??
    weakMapEntry(hops, heap) ??
    propertyName(hops, heap) ??
    arrayElement(hops),
};

/** Slots of an entry in V8's `OrderedHashMap` and `OrderedHashSet`; the last one is the link to the next entry. */
const ENTRY_SLOTS = { Map: 3, Set: 2 } as const;
/** Header of a table: number of elements, of deleted elements, and of buckets. */
const TABLE_HEADER = 3;
/** Entries per bucket. */
const LOAD = 2;

function tableEntry(hops: readonly Hop[], heap: HeapGraph): ReferenceMeaning | undefined {
  if (!startsWith(hops, ['internal', 'table'], ['internal', /^\d+$/])) return undefined;
  const [toTable, toEntry] = hops;
  if (toTable === undefined || toEntry === undefined || heap.type(toTable.to) !== 'array') return undefined;
  if (tableKind(heap, toTable.to) === 'Set') return { hops: 2, text: ' (as a member)' };
  const place = placeInMap(heap, toTable.to, Number(toEntry.name));
  if (place.part === 'key') return { hops: 2, text: ' (as a key)' };
  const key = atSlot(heap, toTable.to, place.keySlot);
  return { hops: 2, text: `.get(${key === undefined ? UNKNOWN : keyText(heap, key)})` };
}

/** Handles the reference from a `WebAssembly.Table` to one of its values, which V8 keeps in an array behind the object. */
function wasmTableEntry(hops: readonly Hop[], heap: HeapGraph): ReferenceMeaning | undefined {
  const [toStore, toEntry] = hops;
  if (toStore === undefined || toEntry === undefined || !isWasmStore(toStore, heap)) return undefined;
  return /^\d+$/.test(String(toEntry.name)) ? { hops: 2, text: `.get(${toEntry.name})` } : undefined;
}

/** Whether a reference leads from a `WebAssembly.Table` to the array with its values. */
export function isWasmStore({ type, from, to }: Hop, heap: HeapGraph): boolean {
  return (type === 'hidden' || type === 'internal') && heap.type(to) === 'array' && isWasmTable(from, heap);
}

/** Whether a node is a `WebAssembly.Table`, whose prototype is called so. */
export function isWasmTable(node: NodeOrdinal, heap: HeapGraph): boolean {
  if (heap.type(node) !== 'object' || heap.name(node) !== 'Table') return false;
  const prototype = heap.property(node, '__proto__');
  return prototype !== undefined && heap.name(prototype) === 'WebAssembly.Table';
}

/**
 * Returns the part of a Map entry that is stored in a slot of its table; undefined for anything but the table of a Map.
 */
export function partOfMap(heap: HeapGraph, map: NodeOrdinal, slot: string): 'key' | 'value' | undefined {
  const table = heap.name(map) === 'Map' ? heap.property(map, 'table', 'internal') : undefined;
  if (table === undefined || !/^\d+$/.test(slot)) return undefined;
  return placeInMap(heap, table, Number(slot)).part;
}

/**
 * Returns whether a table belongs to a Map or a Set, whatever the class of the collection is called: a Set's entries
 * take two slots and a Map's three, and the number of buckets is a power of two, which is true for only one of them.
 */
export function tableKind(heap: HeapGraph, table: NodeOrdinal): 'Map' | 'Set' {
  const buckets = (slotsOf(heap, table) - TABLE_HEADER) / (1 + LOAD * ENTRY_SLOTS.Set);
  return Number.isInteger(Math.log2(buckets)) ? 'Set' : 'Map';
}

/**
 * Returns the part of a Map's entry that is in a slot of its table, and the slot of the entry's key; the number of
 * buckets follows from the table's size.
 */
export function placeInMap(
  heap: HeapGraph,
  table: NodeOrdinal,
  slot: number,
): { part: 'key' | 'value'; keySlot: number } {
  const buckets = (slotsOf(heap, table) - TABLE_HEADER) / (1 + LOAD * ENTRY_SLOTS.Map);
  const part = (slot - TABLE_HEADER - buckets) % ENTRY_SLOTS.Map;
  return part === 0 ? { part: 'key', keySlot: slot } : { part: 'value', keySlot: slot - part };
}

/** Minimum number of empty places in a table, and their share of those after the first one, that tell of deletions. */
const FEWEST_EMPTY = 3;
const LEAST_EMPTY = 1 / 4;

/**
 * Whether other entries seem to have been deleted from a Map or a Set whose members leak: V8 adds entries one after the
 * other, and leaves the place of a deleted one empty until it makes a new table. An entry without any node, such as a
 * small integer with the value `undefined`, looks the same.
 */
export function hasDeletions(heap: HeapGraph, table: NodeOrdinal): boolean {
  const slots = ENTRY_SLOTS[tableKind(heap, table)];
  const buckets = (slotsOf(heap, table) - TABLE_HEADER) / (1 + LOAD * slots);
  const taken = new Set<number>();
  for (const { type, name } of heap.edges(table)) {
    const slot = type === 'internal' ? Number(name) - TABLE_HEADER - buckets : -1;
    if (slot >= 0) taken.add(Math.floor(slot / slots));
  }
  let [first, last] = [0, -1];
  while (taken.has(first)) first += 1;
  for (const place of taken) last = Math.max(last, place);
  const empty = last + 1 - taken.size;
  return empty >= FEWEST_EMPTY && empty >= LEAST_EMPTY * (last + 1 - first);
}

const PAIR = /part of key \(.*\) -> value \(.*\) pair in WeakMap \(table @(\d+)\)$/s;

/** V8 writes a WeakMap's pair as an edge from the key. */
function weakMapEntry(hops: readonly Hop[], heap: HeapGraph): ReferenceMeaning | undefined {
  const [hop] = hops;
  const table = hop?.type === 'internal' ? PAIR.exec(String(hop.name))?.[1] : undefined;
  if (hop === undefined || table === undefined) return undefined;
  return { hops: 1, before: `${weakMapName(heap, Number(table))}.get(`, text: ')', name: 'WeakMap' };
}

/** Returns the variable or property that refers to the WeakMap, if there is one. */
function weakMapName(heap: HeapGraph, tableId: number): string {
  const table = heap.nodeById(heapObjectId(tableId));
  const map =
    table === undefined ? undefined : heap.retainers(table).find(({ name }) => name === 'table')?.from;
  if (map === undefined) return 'weakMap';
  const named = heap.retainers(map).find(({ type }) => type === 'context' || type === 'property');
  return named === undefined ? heap.name(map) : String(named.name);
}

/** V8's name for the table of an object with many properties, which also contains their names. */
const DICTIONARY = '(object properties)';

/** Handles the table of an object with many properties. */
function propertyName(hops: readonly Hop[], heap: HeapGraph): ReferenceMeaning | undefined {
  if (!startsWith(hops, ['internal', 'properties'], ['internal', /^\d+$/])) return undefined;
  const [, second] = hops;
  const isName = second !== undefined && isPropertyName(heap, second.to);
  return isName ? { hops: 2, text: " (as a property's name)" } : undefined;
}

/**
 * Returns the part of an object's property that a node is, by the last reference on the path to it: its name, in the
 * table or the hidden class of the object, or its value. Undefined if it is neither.
 */
export function partOfProperty(
  heap: HeapGraph,
  object: NodeOrdinal,
  { from, to, type }: Pick<Hop, 'from' | 'to' | 'type'>,
): 'key' | 'value' | undefined {
  if (heap.type(object) !== 'object') return undefined;
  if (from === object) return type === 'property' ? 'value' : undefined;
  const hasNames = heap.name(from) === DICTIONARY || heap.type(from) === 'object shape';
  return hasNames && isPropertyName(heap, to) ? 'key' : undefined;
}

function isPropertyName(heap: HeapGraph, node: NodeOrdinal): boolean {
  return heap.type(node).endsWith('string') || heap.type(node) === 'symbol';
}

function arrayElement(hops: readonly Hop[]): ReferenceMeaning | undefined {
  const [hop] = hops;
  return hop?.type === 'element' ? { hops: 1, text: `[${hop.name}]` } : undefined;
}
