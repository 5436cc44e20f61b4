import type { NodeOrdinal } from '../../core/units.js';
import { boundTarget } from '../grouping/class-name.js';
import { BOUND_ARGUMENTS } from '../inspectors/closures.js';
import type { HeapFacts } from '../search/heap-facts.js';

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

/** Returns the first user function that an object of Node calls: a listener, a callback. Undefined if there is none. */
export function userCallback(facts: HeapFacts, node: NodeOrdinal): NodeOrdinal | undefined {
  const { heap } = facts;
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
          const target = calledBy(facts, to);
          if (facts.origin(target) === 'user') return target;
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

/** Returns the function of a listener: itself, or that of the object in which an event target keeps it. */
export function listenerFunction({ heap }: HeapFacts, listener: NodeOrdinal): NodeOrdinal | undefined {
  if (heap.type(listener) === 'closure') return listener;
  const kept = heap.property(listener, 'listener') ?? heap.property(listener, 'callback');
  return kept !== undefined && heap.type(kept) === 'closure' ? kept : undefined;
}

/** Maximum number of wrappers around a function, and of scopes in which each is looked for. */
const MOST_WRAPPERS = 4;

/** Node's scripts whose functions wrap those of users, and do not call `on()` themselves. */
const WRAPPING =
  /^node:(async_hooks|diagnostics_channel|domain|util|internal\/(perf\/timerify|util(\/.*)?))$/;

/**
 * Returns the function that a listener finally calls: `once` wraps the user's function in one of Node's, which keeps it
 * as a property, and `AsyncResource.bind()` and `util.deprecate()` in one that keeps it in its scope.
 */
export function calledBy(facts: HeapFacts, closure: NodeOrdinal): NodeOrdinal {
  const { heap } = facts;
  let at = closure;
  for (let wrappers = 0; wrappers < MOST_WRAPPERS; wrappers++) {
    const kept = heap.property(at, 'listener');
    const inside = kept !== undefined && heap.type(kept) === 'closure' ? kept : wrappedIn(facts, at);
    if (inside === undefined) break;
    at = inside;
  }
  return boundTarget(heap, at);
}

/** Returns the function that one of Node's wraps, if that is all that the latter is for: one of the user, if possible. */
function wrappedIn(
  facts: HeapFacts,
  closure: NodeOrdinal,
  wrappers = MOST_WRAPPERS,
): NodeOrdinal | undefined {
  const { heap } = facts;
  const url = facts.functionUrl(boundTarget(heap, closure));
  if (wrappers === 0 || url === undefined || !WRAPPING.test(url)) return undefined;
  const kept = keptBy(facts, closure).filter((node) => heap.type(node) === 'closure' && node !== closure);
  return (
    kept.find((node) => facts.origin(boundTarget(heap, node)) === 'user') ??
    kept.find((node) => wrappedIn(facts, node, wrappers - 1) !== undefined)
  );
}

/** Returns what a function of Node keeps: its bound arguments, otherwise its variables, innermost scope first. */
function keptBy(facts: HeapFacts, closure: NodeOrdinal): NodeOrdinal[] {
  const { heap } = facts;
  const bound = [...heap.edges(closure)].find(
    ({ type, name }) => type === 'internal' && BOUND_ARGUMENTS.has(name),
  );
  if (bound !== undefined) return [...heap.edges(bound.to)].map(({ to }) => to);
  const kept: NodeOrdinal[] = [];
  let scope = heap.property(closure, 'context', 'internal');
  for (let scopes = 0; scopes < MOST_WRAPPERS && scope !== undefined; scopes++) {
    const around: NodeOrdinal | undefined = heap.property(scope, 'previous', 'internal');
    // The outermost scope has the private variables of Node's script.
    if (around === undefined || !facts.isContext(around)) break;
    for (const { type, to } of heap.edges(scope)) if (type === 'context') kept.push(to);
    scope = around;
  }
  return kept;
}

/**
 * Whether a listener is one of those that `events.once()` and `events.on()` add for the function that waits: the script
 * adds no other functions of its own, once the wrapper of `once` is taken off.
 */
export function isAwaiting(facts: HeapFacts, listener: NodeOrdinal): boolean {
  return facts.functionUrl(listener) === 'node:events';
}
