import type { NodeOrdinal } from '../../core/units.js';
import type { HeapGraph, Retainer } from '../../heap/graph/index.js';
import type { SlotView } from './table-view.js';
import { entriesIn, type EntryNode, ownerOf, valueOf } from './thread-local-tables.js';

/** A node of a snapshot, as a box of a picture. */
export interface PictureNode {
  readonly className: string;
  readonly id: number;
}

/** Entries that are referenced alike: one of them, as its snapshot has it, and how many there are. */
export interface EntryPicture {
  readonly count: number;
  /** How many maps these entries are in. */
  readonly maps: number;
  /** How many keys these entries have that are alive. */
  readonly keys: number;
  readonly state: SlotView['state'];
  /** `null` if no thread refers to the map any more. */
  readonly thread: PictureNode | null;
  readonly map: PictureNode;
  readonly entry: PictureNode;
  /** `null` if it was collected. */
  readonly key: PictureNode | null;
  /** The reference by which something other than the entry and its value holds the key, as in code; `null` if none. */
  readonly keyHolder: string | null;
  /** The value of the entry, and what leads from there to a counted value; empty if the value is no object. */
  readonly values: readonly PictureNode[];
  /** The references that lead from the value back to the key, as in code; `null` if there are none. */
  readonly valueToKey: string | null;
}

/** Maximum number of references that are followed from a value, and through its class to the variables around that. */
const DEEPEST = 4;
const DEEPEST_THROUGH_CLASS = 5;
/** Maximum number of objects that are visited from a value. */
const MOST_VISITED = 500;
/** Maximum number of pictures of one look. */
const MOST_PICTURES = 4;

/**
 * Returns one picture for each kind of entry in a heap snapshot, those of stale entries first, then those of most
 * entries.
 *
 * @param isCounted whether a node is one of the values that a case counts
 * @param options `throughClasses`: whether a value that leads to its key by its class, and the variables that this can
 * use, is shown to do so
 */
export function entryPictures(
  graph: HeapGraph,
  isCounted: (node: NodeOrdinal) => boolean,
  { throughClasses = false }: { readonly throughClasses?: boolean } = {},
): EntryPicture[] {
  const pictures = new Map<string, EntryPicture[]>();
  const threads = new Set(graph.instances('Thread', { subclasses: true }));
  for (const entry of entriesIn(graph)) {
    const picture = pictureOf(graph, entry, threads, { isCounted, throughClasses });
    const kind = kindOf(picture);
    pictures.set(kind, [...(pictures.get(kind) ?? []), picture]);
  }
  const isStale = ({ state }: EntryPicture): number => Number(state === 'stale');
  return [...pictures]
    .map(([kind, alike]): [string, EntryPicture] => [kind, together(alike)])
    .toSorted(
      // Which entry has the lower id is up to V8.
      ([kind, a], [other, b]) => isStale(b) - isStale(a) || b.count - a.count || (kind < other ? -1 : 1),
    )
    .slice(0, MOST_PICTURES)
    .map(([, picture]) => picture);
}

/** Returns the first of the pictures of entries that look alike, with the numbers of all. */
function together(alike: readonly EntryPicture[]): EntryPicture {
  const different = (nodes: readonly (PictureNode | null)[]): number =>
    new Set(nodes.flatMap((node) => node?.id ?? [])).size;
  return {
    ...alike[0]!,
    count: alike.length,
    maps: different(alike.map(({ map }) => map)),
    keys: different(alike.map(({ key }) => key)),
  };
}

/** Identifies entries that look alike. */
function kindOf({ state, key, keyHolder, values, valueToKey }: EntryPicture): string {
  return JSON.stringify([
    state,
    key === null,
    keyHolder,
    values.map(({ className }) => className),
    valueToKey,
  ]);
}

function pictureOf(
  graph: HeapGraph,
  { map, entry, state }: EntryNode,
  threads: ReadonlySet<NodeOrdinal>,
  {
    isCounted,
    throughClasses,
  }: { readonly isCounted: (node: NodeOrdinal) => boolean; readonly throughClasses: boolean },
): EntryPicture {
  const node = (one: NodeOrdinal): PictureNode => ({ className: graph.name(one), id: graph.id(one) });
  const { thread } = ownerOf(graph, map, threads);
  const value = valueOf(graph, entry);
  const key = state === 'strong' ? graph.property(entry, 'key') : graph.property(entry, 'target', 'weak');
  const reach = reachOf(graph, value, key, throughClasses);
  const counted = [...reach.keys()].find(isCounted);
  const last = counted ?? value;
  return {
    count: 1,
    maps: 1,
    keys: key === undefined ? 0 : 1,
    state,
    thread: thread === null ? null : node(thread),
    map: node(map),
    entry: node(entry),
    key: key === undefined ? null : node(key),
    keyHolder: key === undefined ? null : keyHolderOf(graph, key, new Set([entry, ...reach.keys()])),
    values: last === undefined ? [] : stepsTo(reach, last).map(({ to }) => node(to)),
    valueToKey:
      key === undefined || !reach.has(key)
        ? null
        : stepsTo(reach, key)
            .slice(1)
            .map(({ name }) => name)
            .join(''),
  };
}

/** A reference on the way from a value. */
interface Step {
  readonly from: NodeOrdinal | null;
  readonly to: NodeOrdinal;
  /** As in code; empty for the inner structure of a collection, and for a prototype. */
  readonly name: string;
}

/** Returns what is reached from a value, nearest first, each with the reference by which it is reached first. */
function reachOf(
  graph: HeapGraph,
  value: NodeOrdinal | undefined,
  key: NodeOrdinal | undefined,
  throughClasses: boolean,
): Map<NodeOrdinal, Step> {
  const reached = new Map<NodeOrdinal, Step>();
  if (value === undefined) return reached;
  reached.set(value, { from: null, to: value, name: '' });
  let at = [value];
  const deepest = throughClasses ? DEEPEST_THROUGH_CLASS : DEEPEST;
  for (let depth = 0; depth < deepest && at.length > 0; depth++) {
    const next: NodeOrdinal[] = [];
    for (const from of at)
      for (const { type, name, to } of graph.edges(from)) {
        if (reached.has(to) || reached.size >= MOST_VISITED) continue;
        if (!isFollowed(graph, type, name, to) && !(throughClasses && isToClass(type, name))) continue;
        reached.set(to, { from, to, name: nameOf(type, name) });
        // What the key refers to is not on the way to it.
        if (to !== key) next.push(to);
      }
    at = next;
  }
  return reached;
}

/** Whether a reference is one that code has made: not one to a prototype, a class, code or a hidden class. */
function isFollowed(graph: HeapGraph, type: string, name: string | number, to: NodeOrdinal): boolean {
  if (type === 'property') return !isToClass(type, name);
  if (type === 'element' || type === 'context') return true;
  // The contents of a collection, and a function's variables.
  return type === 'internal' && (graph.type(to) === 'array' || name === 'context' || isEntry(name));
}

/** Whether a reference leads from an object to its class, or on to the variables around that. */
function isToClass(type: string, name: string | number): boolean {
  if (type === 'internal') return name === 'previous';
  return type === 'property' && (name === '__proto__' || name === 'constructor');
}

/** Whether the name of a reference is that of a collection's entry: V8 numbers these. */
function isEntry(name: string | number): boolean {
  return /^\d+$/u.test(String(name));
}

function nameOf(type: string, name: string | number): string {
  if (type === 'property') return name === '__proto__' ? '' : `.${name}`;
  if (type === 'element') return `[${name}]`;
  return type === 'context' ? ` ${name}` : '';
}

/** Returns the steps from the value to a node, without the inner structure of collections. */
function stepsTo(reach: ReadonlyMap<NodeOrdinal, Step>, node: NodeOrdinal): Step[] {
  const steps: Step[] = [];
  for (let step = reach.get(node); step !== undefined;) {
    if (step.from === null || step.name !== '' || step.to === node) steps.unshift(step);
    step = step.from === null ? undefined : reach.get(step.from);
  }
  return steps;
}

/** Returns the reference by which code holds a key, as in code; `null` if only `within` refers to it. */
function keyHolderOf(graph: HeapGraph, key: NodeOrdinal, within: ReadonlySet<NodeOrdinal>): string | null {
  const references = strongRetainers(graph, key).filter(({ from }) => !within.has(from));
  const texts = references.map((one) => referenceText(graph, one)).filter((text) => text !== '');
  return texts.toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1))[0] ?? null;
}

function strongRetainers(graph: HeapGraph, node: NodeOrdinal): Retainer[] {
  return graph.retainers(node).filter(({ weak }) => !weak);
}

/** Describes a reference as in code: `local`, `Beans.current`, `keys[…]`; empty if it is none that code has made. */
function referenceText(graph: HeapGraph, { type, name, from }: Retainer, depth = 0): string {
  if (type === 'context') return String(name);
  if (type === 'property') return name === 'constructor' ? '' : `${graph.name(from) || '(object)'}.${name}`;
  const isElement = type === 'element' || (type === 'internal' && (isEntry(name) || name === 'table'));
  if (!isElement || depth > 1) return '';
  // The collection has a name where it is held.
  const named = strongRetainers(graph, from).map((one) => referenceText(graph, one, depth + 1));
  const [shortest] = named.filter((text) => text !== '').toSorted((a, b) => a.length - b.length);
  return shortest === undefined ? `${graph.name(from)}[…]` : shortest.replace(/(\[…\])?$/u, '[…]');
}
