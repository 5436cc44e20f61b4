import type { NodeOrdinal } from '../../core/units.js';
import type { HeapGraph } from '../../heap/graph/index.js';
import { boundTarget } from '../grouping/class-name.js';

/** Where Node's objects keep what they call. */
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
/** From an object of Node's to a callback: through a Map of lists of listeners, at most. */
const DEEPEST = 6;
/** Nodes looked at for one object. */
const MOST_NODES = 200;

/**
 * The first function of the user's that an object of Node's calls: a listener, a callback. Undefined where it has none.
 *
 * @param isUsers whether a function is the user's
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

/** What a listener calls in the end: `once` binds one of Node's, and keeps the user's beside it. */
function calledBy(heap: HeapGraph, closure: NodeOrdinal): NodeOrdinal {
  const wrapped = heap.property(closure, 'listener');
  return boundTarget(heap, wrapped !== undefined && heap.type(wrapped) === 'closure' ? wrapped : closure);
}
