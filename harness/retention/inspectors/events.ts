import type { HeapGraph } from '../../heap/graph/index.js';
import type { NodeOrdinal } from '../../core/units.js';
import type { Hop, Inspector, ReferenceMeaning } from '../inspector.js';
import { placeInMap } from './collections.js';
import { atSlot, countWhile, quoted, startsWith, textOf } from './hops.js';

/** Listeners of event emitters and event targets, with their events; abort signals. */
export const events: Inspector = {
  name: 'events',
  describe: (node, heap) => {
    if (heap.type(node) !== 'object') return undefined;
    if (heap.name(node) === 'AbortController') return { word: 'abort signal' };
    return isAbortSignal(node, heap) ? { label: 'AbortSignal', word: 'abort signal' } : undefined;
  },
  refer: (hops, heap) =>
    emitterListener(hops, heap) ??
    targetListener(hops, heap) ??
    nextListener(hops, heap) ??
    callback(hops, heap),
};

function emitterListener(hops: readonly Hop[], heap: HeapGraph): ReferenceMeaning | undefined {
  const [, event, element] = hops;
  if (event === undefined || !isEmitterEvent(hops)) return undefined;
  const isList = element?.type === 'element' && heap.name(event.to) === 'Array';
  const text = `listener of ${quoted(String(event.name))}${isList ? ` [${element.name}]` : ''}`;
  return { hops: isList ? 3 : 2, text, word: 'listener' };
}

function isEmitterEvent(hops: readonly Hop[]): boolean {
  return startsWith(hops, ['property', '_events'], ['property']);
}

/** Returns the event of the listener that follows these hops; undefined for other hops. */
export function eventOf(hops: readonly Hop[], heap: HeapGraph): string | undefined {
  if (isEmitterEvent(hops)) return String(hops[1]?.name);
  const [, toTable, toRoot] = hops;
  if (toTable === undefined || toRoot === undefined || !isTargetEvent(hops)) return undefined;
  const key = atSlot(heap, toTable.to, Number(toRoot.name) - 1);
  return key === undefined ? undefined : textOf(heap, key);
}

/** Maximum number of events that are named. */
const NAMED_EVENTS = 4;

/**
 * Returns a text for all listeners of the emitter or event target at which these hops start, with their events, the one
 * of the hops first; undefined for other hops.
 */
export function listenersText(hops: readonly Hop[], heap: HeapGraph): string | undefined {
  const event = eventOf(hops, heap);
  const [, inEvents] = hops;
  if (event === undefined || inEvents === undefined) return undefined;
  const all = isEmitterEvent(hops) ? eventsIn(inEvents.from, heap) : eventsInTable(inEvents.to, heap);
  const others = [...all].filter((one) => one !== event).toSorted();
  const named = [event, ...others].slice(0, NAMED_EVENTS).map(quoted);
  const more = others.length + 1 - named.length;
  if (more > 0) named.push(`${more} more event${more === 1 ? '' : 's'}`);
  return `listeners of ${LIST.format(named)}`;
}

const LIST = new Intl.ListFormat('en-GB');

/** Returns the events of an emitter: its properties hold a function, or an array of several. */
function eventsIn(table: NodeOrdinal, heap: HeapGraph): Set<string> {
  const names = new Set<string>();
  for (const { type, name, to } of heap.edges(table)) {
    const isListener = heap.type(to) === 'closure' || heap.name(to) === 'Array';
    if (type === 'property' && name !== '__proto__' && isListener) names.add(String(name));
  }
  return names;
}

/** Returns the events of an event target: the keys of a Map. */
function eventsInTable(table: NodeOrdinal, heap: HeapGraph): Set<string> {
  const names = new Set<string>();
  for (const { type, name } of heap.edges(table)) {
    if (type !== 'internal' || !/^\d+$/.test(String(name))) continue;
    const { part, keySlot } = placeInMap(heap, table, Number(name));
    const key = part === 'key' ? atSlot(heap, table, keySlot) : undefined;
    if (key !== undefined && heap.type(key).endsWith('string')) names.add(textOf(heap, key));
  }
  return names;
}

function isTargetEvent(hops: readonly Hop[]): boolean {
  return startsWith(hops, ['property', /^<symbol kEvents>$/], ['internal', 'table'], ['internal', /^\d+$/]);
}

/** `[kEvents]` → Map → table → entry → list head → Listener. */
function targetListener(hops: readonly Hop[], heap: HeapGraph): ReferenceMeaning | undefined {
  if (!isTargetEvent(hops)) return undefined;
  const told = eventOf(hops, heap);
  const event = told === undefined ? 'an event' : quoted(told);
  const links = countWhile(hops.slice(3), isLink);
  return {
    hops: 3 + links,
    // The position of the listener, as in the list of an emitter; the number of internal links is not informative.
    text: `listener of ${event}${links > 1 ? ` [${links - 1}]` : ''}`,
    word: 'listener',
  };
}

/** Handles the reference from one listener to the next one of the same event. */
function nextListener(hops: readonly Hop[], heap: HeapGraph): ReferenceMeaning | undefined {
  const [first] = hops;
  if (first === undefined || !isLink(first) || heap.name(first.from) !== 'Listener') return undefined;
  const links = countWhile(hops, isLink);
  return { hops: links, text: 'next listener', word: 'listener', ...(links > 1 ? { repeats: links } : {}) };
}

function callback(hops: readonly Hop[], heap: HeapGraph): ReferenceMeaning | undefined {
  const [first] = hops;
  if (first?.type !== 'property' || heap.name(first.from) !== 'Listener') return undefined;
  return first.name === 'listener' || first.name === 'callback'
    ? { hops: 1, text: 'callback', word: 'listener' }
    : undefined;
}

function isLink({ type, name }: Hop): boolean {
  return type === 'property' && (name === 'next' || name === 'previous');
}

/** Whether a node is an abort signal, whose class is `EventTarget` on Node 20. */
function isAbortSignal(node: NodeOrdinal, heap: HeapGraph): boolean {
  const name = heap.name(node);
  return (
    name === 'AbortSignal' ||
    (name === 'EventTarget' && heap.property(node, '<symbol kAborted>') !== undefined)
  );
}
