import type { NodeOrdinal } from '../../core/units.js';
import type { HeapGraph } from '../../heap/graph/index.js';
import type { Inspector, NodeMeaning } from '../inspector.js';

/** Entries of thread-local tables, by the subject's snapshot names. */
export const threadLocal: Inspector = {
  name: 'thread-local',
  describe: (node, heap) => {
    const state = entryState(node, heap);
    return state === undefined ? undefined : MEANINGS[state];
  },
};

/** The class of the maps. */
const MAP = 'ThreadLocalMap';

/** The state of an entry: its key was collected, only its own value retains its key, or something else does. */
export type EntryState = 'stale' | 'holds own key' | 'live';

const MEANINGS: Readonly<Record<EntryState, NodeMeaning>> = {
  stale: {
    label: 'stale Entry',
    reason: 'its ThreadLocal was collected; its value stays until the slot is cleaned',
  },
  'holds own key': {
    label: 'live Entry',
    reason: 'its own value refers to its ThreadLocal, which therefore can never be collected',
  },
  live: { label: 'live Entry' },
};

/** Returns the state of a node if it is an entry with a value, in the table of a `ThreadLocalMap`. */
export function entryState(node: NodeOrdinal, heap: HeapGraph): EntryState | undefined {
  if (heap.type(node) !== 'object' || heap.name(node) !== 'Entry') return undefined;
  const value = heap.property(node, 'value');
  if (value === undefined || !isInTable(node, heap)) return undefined;
  const key = heap.property(node, 'target', 'weak');
  if (key === undefined) return 'stale';
  return isHeldBy(heap, key, value) ? 'holds own key' : 'live';
}

/** Whether a node is an element of a table: many classes are called `Entry`. */
function isInTable(node: NodeOrdinal, heap: HeapGraph): boolean {
  const isTable = (array: NodeOrdinal): boolean =>
    heap
      .retainers(array)
      .some(({ type, name, from }) => type === 'property' && name === 'table' && heap.name(from) === MAP);
  return heap.retainers(node).some(({ type, from }) => type === 'element' && isTable(from));
}

/** Whether a node is dominated by another one or equals it. */
export function isHeldBy(heap: HeapGraph, node: NodeOrdinal, holder: NodeOrdinal): boolean {
  for (let at: NodeOrdinal | undefined = node; at !== undefined; at = heap.dominator(at))
    if (at === holder) return true;
  return false;
}
