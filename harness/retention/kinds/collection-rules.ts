import type { NodeOrdinal } from '../../core/units.js';
import { type HeapGraph, valueSizes } from '../../heap/graph/index.js';
import type { Hop } from '../inspector.js';
import { isWasmStore, placeInMap, tableKind } from '../inspectors/collections.js';
import { atSlot } from '../inspectors/hops.js';
import { CHAIN, NEW_OBJECTS, TEXT, WASM_TABLE } from './details.js';
import { ownerTextOf, sampleOf } from './held-group.js';
import type { HeldGroup } from './held-group.js';
import { listOfNode } from './node-list-rules.js';
import { ELEMENT_BYTES, KIND_TRAITS, type LeakKindId } from './leak-kind.js';
import type { Rule } from './rule.js';

/** Objects that are stored in a Map, a Set, an array or an object that lives longer, and are not removed. */
export const collection: Rule = (group) => {
  const { cut } = group.trace;
  const step = group.steps[cut];
  if (step === undefined) return undefined;
  const id = heldIn(group, step.hops);
  if (id === undefined || isChain(group)) return undefined;
  const isFunction = group.heap.facts.heap.type(step.to) === 'closure';
  return { id: isFunction ? 'closure-list' : id, holder: ownerTextOf(group, cut) };
};

/** Objects that are stored in a `WebAssembly.Table`, such as those that a program in WebAssembly refers to by numbers. */
export const wasmTable: Rule = (group) => {
  const { cut } = group.trace;
  const [first] = group.steps[cut]?.hops ?? [];
  if (first === undefined || !isWasmStore(first, group.heap.facts.heap)) return undefined;
  return { id: 'other', holder: ownerTextOf(group, cut), detail: WASM_TABLE };
};

/**
 * Texts to which more and more is added: V8 joins the parts only when a text is read, and keeps them until then. Those in
 * a list are rather ever more texts of several parts each.
 */
export const growingText: Rule = (group) => {
  const { heap, lead, trace, steps } = group;
  if (heap.facts.heap.type(lead) !== 'concatenated string' || !isLinked(group)) return undefined;
  if (steps[trace.cut]?.hops[0]?.type === 'element') return undefined;
  return { id: 'other', holder: ownerTextOf(group, Math.max(0, trace.cut) + 1), detail: TEXT };
};

/** An older collection that grows, and is the only object of the group. */
export const grownCollection: Rule = (group) => {
  const { heap, lead, trace } = group;
  if (!heap.tools.isOld(lead) || !heap.tools.isSuspect(lead)) return undefined;
  const listed = listOfNode(group, trace.nodes.length);
  if (listed !== undefined) return { id: 'node-list', holder: null, detail: listed };
  const holder = ownerTextOf(group, trace.nodes.length);
  if (heap.facts.heap.type(lead).endsWith('string')) return { id: 'other', holder, detail: TEXT };
  const id = kindOfCollection(heap.facts.heap, lead);
  return { id, holder, ...(holdsNewObjects(group, id) ? { detail: NEW_OBJECTS } : {}) };
};

/**
 * Share of its places in which an older collection refers to new objects from which on these explain its growth: a list
 * whose elements are set to undefined holds only the last ones.
 */
const MOSTLY = 1 / 4;

/**
 * Whether an older collection refers to objects or texts that were allocated during the run in a good part of its places.
 */
function holdsNewObjects({ heap: { facts, tools }, lead }: HeldGroup, id: LeakKindId): boolean {
  const { heap } = facts;
  const stores = ['table', 'properties'].flatMap((name) => heap.property(lead, name, 'internal') ?? []);
  const places = valueSizes(heap)(lead) / (KIND_TRAITS[id].placeBytes ?? ELEMENT_BYTES);
  let held = 0;
  for (const from of [lead, ...stores]) {
    for (const { to, type } of heap.edges(from))
      if (type !== 'weak' && !tools.isOld(to) && HELD_TYPES.test(heap.type(to))) held += 1;
  }
  return held > 0 && held >= MOSTLY * places;
}

/** V8's types of nodes that a program puts into a collection, other than numbers. */
const HELD_TYPES = /^(object|closure|symbol|bigint|regexp|.*string)$/;

/**
 * Minimum share of heads among the members: a collection retains at least that many itself, but only the newest ones of
 * a chain.
 */
const FEWEST_HEADS = 1 / 4;
/** Minimum number of links of a chain: parts of one object also retain each other, but in shorter chains. */
const FEWEST_LINKS = 8;
/** Number of members whose paths are examined, because those in a chain are long. */
const LINKS_SAMPLE = 10;

/** Members that retain one another, so that the holder of the first one need not grow. */
export const chain: Rule = (group) =>
  isChain(group) ? { id: 'other', detail: CHAIN, holder: linkOf(group) } : undefined;

function isChain(group: HeldGroup): boolean {
  // A concatenated string consists of strings.
  return !group.heap.facts.heap.type(group.lead).endsWith('string') && isLinked(group);
}

/** Whether few members are heads, and the others are far below these. */
function isLinked({ heap, heads, members }: HeldGroup): boolean {
  const among = new Set(members);
  if (heads.filter((head) => among.has(head)).length >= members.length * FEWEST_HEADS) return false;
  return sampleOf(members, LINKS_SAMPLE).some(
    (member) => (heap.path(member)?.nodes.filter((node) => among.has(node)).length ?? 0) >= FEWEST_LINKS,
  );
}

/**
 * Returns the properties or variables by which one member refers to the next, as in code: `parent`, `meta.previous`;
 * null if they have no names.
 */
function linkOf({ heap, members }: HeldGroup): string | null {
  const among = new Set(members);
  for (const member of sampleOf(members, LINKS_SAMPLE)) {
    const path = heap.path(member);
    const start = path?.nodes.findLastIndex((node) => node !== member && among.has(node)) ?? -1;
    if (path === undefined || start < 0) continue;
    const hops = path.edges.slice(start).map((_, at) => heap.hop(path, start + at));
    const names = hops.flatMap(({ type, name }) => (NAMED_BY_USER.has(type) ? [String(name)] : []));
    return names.length === 0 ? null : names.join('.');
  }
  return null;
}

const NAMED_BY_USER = new Set(['property', 'context']);

function kindOfCollection(heap: HeapGraph, node: NodeOrdinal): LeakKindId {
  const table = heap.property(node, 'table', 'internal');
  if (table !== undefined) return tableKind(heap, table) === 'Set' ? 'growing-set' : 'growing-map';
  return heap.name(node) === 'Array' ? 'growing-array' : 'growing-object';
}

function heldIn(group: HeldGroup, hops: readonly Hop[]): LeakKindId | undefined {
  const { heap } = group.heap.facts;
  const [first, second] = hops;
  if (first === undefined) return undefined;
  if (first.type === 'internal' && first.name === 'table' && second !== undefined)
    return tableKind(heap, first.to) === 'Set' ? 'growing-set' : kindOfMap(heap, first.to, second);
  if (first.type === 'element')
    return heap.name(first.from) === 'Object' ? 'growing-object' : 'growing-array';
  // Names of properties that were allocated during the run are keys.
  const isKey = first.name === 'properties' && heap.type(hops.at(-1)?.to ?? first.to).endsWith('string');
  return isKey || isTable(group, first.from) ? 'growing-object' : undefined;
}

/**
 * Returns the kind of a Map: one with strings, numbers or symbols as keys is a cache, because its values can be
 * requested repeatedly.
 */
function kindOfMap(heap: HeapGraph, table: NodeOrdinal, { name }: Hop): LeakKindId {
  const { part, keySlot } = placeInMap(heap, table, Number(name));
  if (part === 'key') return 'growing-map';
  // A small integer has no node.
  const key = atSlot(heap, table, keySlot);
  return key === undefined || isPrimitive(heap.type(key)) ? 'unbounded-cache' : 'growing-map';
}

function isPrimitive(type: string): boolean {
  return type.endsWith('string') || type === 'number' || type === 'symbol' || type === 'bigint';
}

/** Whether members are below one object under several properties, whose names are therefore keys. */
function isTable({ heap, heads }: HeldGroup, object: NodeOrdinal): boolean {
  if (heap.facts.heap.type(object) !== 'object' || heap.facts.isContext(object)) return false;
  const names = new Set<string | number>();
  for (const head of sampleOf(heads)) {
    const path = heap.path(head);
    const hop = path === undefined ? undefined : heap.hops(path).find(({ from }) => from === object);
    if (hop?.type === 'property') names.add(hop.name);
    else if (hop?.name === 'properties') names.add(head);
  }
  return names.size > 1;
}
