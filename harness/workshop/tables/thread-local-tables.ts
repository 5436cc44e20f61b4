import type { NodeOrdinal } from '../../core/units.js';
import type { HeapGraph } from '../../heap/graph/index.js';
import type { SlotView, TableView } from './table-view.js';

type MapField = NonNullable<TableView['field']>;
const FIELDS: readonly MapField[] = ['threadLocals', 'inheritableThreadLocals'];

/**
 * Reads every `ThreadLocalMap` in a heap snapshot: the slots of its table, and which of its entries are stale.
 *
 * The subject's classes are recognised by their names alone. A live entry has a weak edge `target` to its key, a stale
 * one has no such edge, and an entry of the strong-key map has properties `key` and `value` instead. Only entries in a
 * map's own table count: other code may have a class `Entry`, too. Maps are sorted by the name of their thread, those
 * without a thread last, and otherwise by their ids (which object gets which id is up to V8).
 */
export function readThreadLocalTables(graph: HeapGraph): TableView[] {
  const threads = new Set(graph.instances('Thread', { subclasses: true }));
  return graph
    .instances('ThreadLocalMap', { subclasses: true })
    .toSorted((a, b) => graph.id(a) - graph.id(b))
    .map((map) => tableOf(graph, map, nameOf(graph, ownerOf(graph, map, threads))))
    .toSorted(byThread);
}

/** One entry in the table of a `ThreadLocalMap`. */
export interface EntryNode {
  readonly map: NodeOrdinal;
  readonly entry: NodeOrdinal;
  readonly slot: number;
  readonly state: SlotView['state'];
}

/** Returns the entries in the tables of a heap snapshot. */
export function entriesIn(graph: HeapGraph): EntryNode[] {
  return graph.instances('ThreadLocalMap', { subclasses: true }).flatMap((map) => {
    const table = graph.property(map, 'table');
    return table === undefined ? [] : entriesOf(graph, table).map((one) => ({ map, ...one }));
  });
}

function entriesOf(graph: HeapGraph, table: NodeOrdinal): Omit<EntryNode, 'map'>[] {
  return [...graph.elements(table)].flatMap(([slot, entry]) => {
    const state = graph.type(entry) === 'object' ? STATES.get(graph.name(entry))?.(graph, entry) : undefined;
    return state === undefined ? [] : [{ entry, slot, state }];
  });
}

/** V8's name of `null`, `undefined`, `true` and `false`: in some snapshots references lead to these, in others none. */
const ODDBALL = 'system / Oddball';

/** Returns the value of an entry, if it is an object, a text or another value that a snapshot contains. */
export function valueOf(graph: HeapGraph, entry: NodeOrdinal): NodeOrdinal | undefined {
  const value = graph.property(entry, 'value');
  return value === undefined || graph.name(value) === ODDBALL ? undefined : value;
}

/** Returns the values of all stale entries in a heap snapshot, of those that are objects or texts. */
export function staleValues(graph: HeapGraph): NodeOrdinal[] {
  const stale = entriesIn(graph).filter(({ state }) => state === 'stale');
  return stale.flatMap(({ entry }) => valueOf(graph, entry) ?? []);
}

const BY_NAME = new Intl.Collator('en', { numeric: true });

/** Sorts `pool-2` before `pool-10`. */
function byThread(a: TableView, b: TableView): number {
  if (a.thread === null || b.thread === null) return Number(a.thread === null) - Number(b.thread === null);
  return (
    BY_NAME.compare(a.thread, b.thread) ||
    FIELDS.indexOf(a.field as MapField) - FIELDS.indexOf(b.field as MapField)
  );
}

type Owner = Pick<TableView, 'thread' | 'field'>;

function tableOf(graph: HeapGraph, map: NodeOrdinal, owner: Owner): TableView {
  const table = graph.property(map, 'table');
  if (table === undefined) return { ...owner, length: 0, slots: [] };
  const slots = entriesOf(graph, table).map(({ entry, slot, state }): SlotView => {
    return { slot, state, hasValue: valueOf(graph, entry) !== undefined, key: null, home: null };
  });
  return {
    ...owner,
    length: lengthOf(graph, table),
    slots: slots.toSorted((a, b) => a.slot - b.slot),
  };
}

/** How to read an entry's state from its edges, by class name. Elements of other classes are empty slots. */
const STATES: ReadonlyMap<string, (graph: HeapGraph, entry: NodeOrdinal) => SlotView['state']> = new Map([
  ['Entry', stateOfWeakEntry],
  ['StrongKeyEntry', (): SlotView['state'] => 'strong'],
]);

function stateOfWeakEntry(graph: HeapGraph, entry: NodeOrdinal): SlotView['state'] {
  return graph.property(entry, 'target', 'weak') === undefined ? 'stale' : 'live';
}

const ARRAY_HEADER_WORDS = 2;

/**
 * Returns the number of slots. An array's length, a small integer, has no node, but the array's backing store has a
 * header of two words and one word per slot: the map creates its tables at their final length.
 */
function lengthOf(graph: HeapGraph, table: NodeOrdinal): number {
  const store = graph.property(table, 'elements', 'internal');
  return store === undefined ? 0 : graph.shallowBytes(store) / wordBytes() - ARRAY_HEADER_WORDS;
}

/** Returns the size of a word: Node does not compress pointers, so it is 8 bytes on a 64-bit machine. */
function wordBytes(): number {
  return process.arch.includes('64') || process.arch === 's390x' ? 8 : 4;
}

/** The thread that owns a map, and its field; both `null` if there is none. */
interface MapOwner {
  readonly thread: NodeOrdinal | null;
  readonly field: MapField | null;
}

function nameOf(graph: HeapGraph, { thread, field }: MapOwner): Owner {
  return { thread: thread === null ? null : threadName(graph, thread), field };
}

/** Returns the thread that owns a map. */
export function ownerOf(graph: HeapGraph, map: NodeOrdinal, threads: ReadonlySet<NodeOrdinal>): MapOwner {
  for (const { type, name, from } of graph.retainers(map)) {
    const field = FIELDS.find((known) => known === name);
    if (type === 'property' && field !== undefined && threads.has(from)) return { thread: from, field };
  }
  return { thread: null, field: null };
}

/** Reads the name of a thread. A snapshot has no text of sliced strings, so the agent makes V8 flatten it before. */
function threadName(graph: HeapGraph, thread: NodeOrdinal): string {
  const name = graph.property(thread, 'name');
  return name === undefined ? '' : (graph.string(name)?.text ?? '');
}
