import type { NodeOrdinal } from '../../core/units.js';
import { type HeapGraph, valueSizes } from '../../heap/graph/index.js';
import type { Hop } from '../inspector.js';
import { hasDeletions, isWasmStore, placeInMap, tableKind } from '../inspectors/collections.js';
import { atSlot } from '../inspectors/hops.js';
import { groupBy } from '../../core/group-by.js';
import type { FoundPath } from '../search/witness-heap.js';
import { CHAIN, DELETIONS, NEW_OBJECTS, TEXT, WASM_TABLE } from './details.js';
import { ownerTextOf, ownFunctionOf, sampleOf } from './held-group.js';
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
  const told = { id, holder: ownerTextOf(group, cut) };
  // The members may be below functions of V8, which settle a promise.
  const isFunction = group.heap.facts.heap.type(step.to) === 'closure';
  if (isFunction)
    return { ...told, id: 'closure-list', held: group.heap.shown(ownFunctionOf(group) ?? step.to) };
  return isTable(step.hops) && hasDeletions(group.heap.facts.heap, step.hops[0].to)
    ? { ...told, detail: DELETIONS }
    : told;
};

/** Whether hops lead through the table of a Map or a Set to one of its members. */
function isTable(hops: readonly Hop[]): hops is readonly [Hop, Hop, ...Hop[]] {
  return hops[0]?.type === 'internal' && hops[0].name === 'table' && hops.length > 1;
}

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

/**
 * Members in objects that retain one another: the days of a series, each of which refers to the one before it. Few of
 * these objects are suspects, if a run adds only some of them, but they are what grows.
 */
export const chainOfHolders: Rule = (group) => {
  const { heap, heads } = group;
  for (const head of sampleOf(heads, LINKS_SAMPLE)) {
    const path = heap.path(head);
    const links = path === undefined ? [] : linksOn(group, path);
    const [before, after] = links.slice(-2);
    if (path === undefined || before === undefined || after === undefined) continue;
    const holder = namesOf(group, path, before, after);
    const node = path.nodes[after];
    if (holder !== null && node !== undefined)
      return { id: 'other', detail: CHAIN, holder, held: heap.shown(node) };
  }
  return undefined;
};

/** Returns the places on a path of the objects of one class, if enough of them were allocated during the run. */
function linksOn({ heap: { facts, tools } }: HeldGroup, { nodes }: FoundPath): number[] {
  const places = [...nodes.keys()].slice(0, -1).filter((at) => {
    // `at` is an index of the nodes.
    const node = nodes[at]!;
    return !tools.isOld(node) && facts.origin(node) === 'user' && facts.heap.type(node) === 'object';
  });
  const byClass = groupBy(places, (at) => facts.heap.name(nodes[at]!));
  return [...byClass.values()].find(({ length }) => length >= FEWEST_LINKS) ?? [];
}

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
function linkOf(group: HeldGroup): string | null {
  const { heap, members } = group;
  const among = new Set(members);
  for (const member of sampleOf(members, LINKS_SAMPLE)) {
    const path = heap.path(member);
    const start = path?.nodes.findLastIndex((node) => node !== member && among.has(node)) ?? -1;
    if (path === undefined || start < 0) continue;
    return namesOf(group, path, start, path.nodes.length - 1);
  }
  return null;
}

/** Returns the names of the properties and variables between two nodes of a path; null if there are none. */
function namesOf({ heap }: HeldGroup, path: FoundPath, from: number, to: number): string | null {
  const hops = path.edges.slice(from, to).map((_, at) => heap.hop(path, from + at));
  const names = hops.flatMap(({ type, name }) => (NAMED_BY_USER.has(type) ? [String(name)] : []));
  return names.length === 0 ? null : names.join('.');
}

const NAMED_BY_USER = new Set(['property', 'context']);

function kindOfCollection(heap: HeapGraph, node: NodeOrdinal): LeakKindId {
  const table = heap.property(node, 'table', 'internal');
  if (table !== undefined) return tableKind(heap, table) === 'Set' ? 'growing-set' : 'growing-map';
  return heap.name(node) === 'Array' ? 'growing-array' : 'growing-object';
}

function heldIn(group: HeldGroup, hops: readonly Hop[]): LeakKindId | undefined {
  const { heap } = group.heap.facts;
  const [first] = hops;
  if (first === undefined) return undefined;
  if (isTable(hops))
    return tableKind(heap, first.to) === 'Set' ? 'growing-set' : kindOfMap(heap, first.to, hops[1]);
  if (first.type === 'element')
    return heap.name(first.from) === 'Object' ? 'growing-object' : 'growing-array';
  // Names of properties that were allocated during the run are keys.
  const isKey = first.name === 'properties' && heap.type(hops.at(-1)?.to ?? first.to).endsWith('string');
  return isKey || isUsedAsTable(group, first.from) ? 'growing-object' : undefined;
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
function isUsedAsTable({ heap, heads }: HeldGroup, object: NodeOrdinal): boolean {
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
