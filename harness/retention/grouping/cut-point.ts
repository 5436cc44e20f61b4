import { NONE } from '../../heap/graph/index.js';
import { nodeOrdinal, type NodeOrdinal } from '../../core/units.js';
import { isWasmTable } from '../inspectors/collections.js';
import type { Paths } from '../search/search-paths.js';
import type { WitnessHeap } from '../search/witness-heap.js';

/** Objects that Node uses only as links of a list. */
const LINKS = new Set(['Listener', 'Timeout', 'TimersList', 'Immediate']);

/**
 * Returns the object that retains a head from the user's point of view: the nearest one above it that is not a backing
 * store, a list of reactions, a scope or a link of a list.
 */
export function cutPointOf(
  { facts, paths: preferred }: WitnessHeap,
  head: NodeOrdinal,
  paths: Paths = preferred,
): NodeOrdinal {
  let at = head;
  for (let above = paths.previous[at]; above !== undefined && above !== NONE; above = paths.previous[at]) {
    at = nodeOrdinal(above);
    const type = facts.heap.type(at);
    if (type === 'closure') return at;
    if (type === 'object' && !facts.isContext(at) && !LINKS.has(facts.heap.name(at))) return at;
  }
  return at;
}

const COLLECTIONS = new Set(['Array', 'Map', 'Set', 'Object', 'Promise', 'FinalizationRegistry']);

/** Whether an object retains only its elements, so that it can be cut as a whole. */
export function isCollection(heap: WitnessHeap, node: NodeOrdinal): boolean {
  const { facts } = heap;
  if (facts.heap.type(node) !== 'object') return false;
  if (!COLLECTIONS.has(facts.heap.name(node)) && !isWasmTable(node, facts.heap)) return false;
  return !heap.isAnchor(node) && facts.origin(node) === 'unknown';
}
