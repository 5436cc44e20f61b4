import type { NodeOrdinal } from '../../core/units.js';
import { suspendedFunction } from '../inspectors/closures.js';
import { isStoreReference } from '../inspectors/async-context.js';
import { ownerOf } from '../search/handle-owners.js';
import type { WitnessHeap } from '../search/witness-heap.js';
import { calledBy, isAwaiting, listenerFunction } from '../trace/user-callbacks.js';
import { boundTarget } from './class-name.js';
import type { Family } from './family.js';

/**
 * Returns the node by which users know the head of a family, if it leaks too: the owner of a handle; the function that
 * a listener of Node wraps; the function that waits for an event by `events.once()`. Otherwise the head itself.
 */
export function subjectOf(heap: WitnessHeap, family: Family): NodeOrdinal {
  const { facts, tools } = heap;
  const { head } = family;
  const owner = ownerOf(facts.heap, head);
  // An older owner is on the path anyway.
  if (owner !== undefined && tools.isSuspect(owner)) return owner;
  const called = calledByNode(heap, head);
  if (called === undefined) return head;
  if (isAwaiting(facts, called)) return waitingBelow(heap, family) ?? head;
  const isOurs = facts.origin(called) === 'user' && tools.isSuspect(called);
  return isOurs && depthBelow(heap, head, called) !== undefined ? called : head;
}

/**
 * Returns the listener by which a function waits with `events.once()` or `events.on()`, without its wrapper; undefined
 * for other nodes.
 */
export function awaitingListener(heap: WitnessHeap, node: NodeOrdinal): NodeOrdinal | undefined {
  const called = calledByNode(heap, node);
  return called !== undefined && isAwaiting(heap.facts, called) ? called : undefined;
}

/** Returns the function that a function of Node, or a listener of an event target, finally calls: maybe itself. */
function calledByNode({ facts }: WitnessHeap, node: NodeOrdinal): NodeOrdinal | undefined {
  const { heap } = facts;
  const isListener = heap.type(node) === 'object' && heap.name(node) === 'Listener';
  if (!isListener && heap.type(node) !== 'closure') return undefined;
  const listener = listenerFunction(facts, node);
  const isNodes = listener !== undefined && facts.origin(boundTarget(heap, listener)) === 'node';
  return isNodes ? calledBy(facts, listener) : undefined;
}

/** Returns the nearest function of the user, called or suspended, that waits below the head. */
function waitingBelow(heap: WitnessHeap, { head, followers }: Family): NodeOrdinal | undefined {
  const { facts } = heap;
  const waits = (node: NodeOrdinal): boolean =>
    facts.origin(node) === 'user' &&
    (facts.heap.type(node) === 'closure' || suspendedFunction(node, facts.heap) !== undefined);
  let nearest: { node: NodeOrdinal; depth: number } | undefined;
  for (const node of followers.filter(waits)) {
    const depth = depthBelow(heap, head, node);
    if (depth !== undefined && depth < (nearest?.depth ?? Infinity)) nearest = { node, depth };
  }
  return nearest?.node;
}

/** Maximum number of references between a listener of Node and the function that waits, through queues of promises. */
const DEEPEST = 32;
/** Level of the reference from a function of Node to its scope; see `edge-levels.ts`. */
const SCOPE_LEVEL = 1;

/**
 * Returns the number of references between a head and a node to which its preferred path leads, if these are references
 * of the user, or to variables of Node's functions, and not to the store of an `AsyncLocalStorage`; undefined otherwise.
 */
function depthBelow(heap: WitnessHeap, head: NodeOrdinal, node: NodeOrdinal): number | undefined {
  const path = heap.path(node);
  const first = path?.nodes.indexOf(head) ?? -1;
  if (path === undefined || first < 0 || path.edges.length - first > DEEPEST) return undefined;
  const below = path.edges.slice(first);
  // Edges belong to this heap.
  if (below.some((edge) => heap.levels[edge]! > SCOPE_LEVEL)) return undefined;
  if (below.some((_, at) => isStoreReference(heap.hop(path, first + at)))) return undefined;
  return below.length;
}
