import type { NodeOrdinal } from '../../core/units.js';
import type { HeapGraph } from '../../heap/graph/index.js';
import { boundTarget } from '../grouping/class-name.js';

/** Properties in which Node's objects keep what they call. */
const CALLBACKS: ReadonlySet<string | number> = new Set([
  '_events',
  '<symbol kEvents>',
  '_onTimeout',
  '_onImmediate',
  'oncomplete',
  'onmessage',
  'callback',
  'listener',
]);
/** Maximum distance from an object of Node to a callback: through a Map of lists of listeners. */
const DEEPEST = 6;
/** Maximum number of nodes visited per object. */
const MOST_NODES = 200;

/**
 * Returns the first user function that an object of Node calls: a listener, a callback. Undefined if there is none.
 *
 * @param isUsers whether a function belongs to the user
 */
export function userCallback(
  heap: HeapGraph,
  node: NodeOrdinal,
  isUsers: (closure: NodeOrdinal) => boolean,
): NodeOrdinal | undefined {
  const seen = new Set<NodeOrdinal>([node]);
  let level: NodeOrdinal[] = [node];
  for (let depth = 0; depth < DEEPEST && level.length > 0 && seen.size < MOST_NODES; depth++) {
    const next: NodeOrdinal[] = [];
    for (const from of level) {
      for (const { type, name, to } of heap.edges(from)) {
        if (seen.has(to) || !leadsOn(type, name, depth)) continue;
        seen.add(to);
        if (heap.type(to) !== 'closure') next.push(to);
        else {
          const target = calledBy(heap, to);
          if (isUsers(target)) return target;
        }
      }
    }
    level = next;
  }
  return undefined;
}

function leadsOn(type: string, name: string | number, depth: number): boolean {
  if (depth === 0) return type === 'property' && CALLBACKS.has(name);
  if (type === 'property') return name !== '__proto__';
  return type === 'element' || (type === 'internal' && (name === 'table' || /^\d+$/.test(String(name))));
}

/**
 * Returns the function that a listener finally calls: `once` wraps the user's function in one of Node's, which keeps it
 * as a property.
 */
export function calledBy(heap: HeapGraph, closure: NodeOrdinal): NodeOrdinal {
  const wrapped = heap.property(closure, 'listener');
  return boundTarget(heap, wrapped !== undefined && heap.type(wrapped) === 'closure' ? wrapped : closure);
}
