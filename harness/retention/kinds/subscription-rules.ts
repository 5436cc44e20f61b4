import type { NodeOrdinal } from '../../core/units.js';
import { awaitingListener } from '../grouping/subjects.js';
import { suspendedFunction } from '../inspectors/closures.js';
import { eventOf } from '../inspectors/events.js';
import { isTeeBranch } from '../inspectors/streams.js';
import type { Step } from '../trace/steps.js';
import { calledBy, isAwaiting, listenerFunction } from '../trace/user-callbacks.js';
import { CHUNKS } from './details.js';
import { isOwnFunction, leakingSteps, ownerTextOf, suspectSteps } from './held-group.js';
import type { HeldGroup } from './held-group.js';
import type { Rule } from './rule.js';

/** A listener on an object that lives longer. */
const listener: Rule = (group) => {
  const { heap } = group.heap.facts;
  for (const { step, at } of suspectSteps(group)) {
    const event = eventOf(step.hops, heap);
    if (event === undefined) continue;
    const told = { holder: ownerTextOf(group, at), detail: event };
    const called = functionOf(group, step.to);
    if (called === undefined) return { id: 'listener', ...told };
    if (group.heap.facts.origin(called) !== 'node')
      return { id: 'listener', ...told, held: group.heap.shown(called) };
    if (isAwaiting(group.heap.facts, called)) {
      const held = waitingOn(group);
      const detail = awaitedEvent(group, called) ?? event;
      return { id: 'awaited-event', ...told, detail, ...(held === undefined ? {} : { held }) };
    }
    const held = servedBy(group, called);
    return { id: 'node-listener', ...told, ...(held === undefined ? {} : { held }) };
  }
  return undefined;
};

/** Returns the user's function that waits for an event: the first one on the path, called or suspended. */
function waitingOn(group: HeldGroup): string | undefined {
  const { heap } = group.heap.facts;
  for (const { to } of leakingSteps(group)) {
    if (isOwnFunction(group, to)) return group.heap.shown(to);
    const suspended = group.heap.facts.origin(to) === 'user' ? suspendedFunction(to, heap) : undefined;
    if (suspended !== undefined) return suspended;
  }
  return undefined;
}

/**
 * Returns the event that `events.once()` or `events.on()` waits for: that of another listener of the same call, because
 * both listen for errors, too. Undefined if there is none.
 */
function awaitedEvent(group: HeldGroup, called: NodeOrdinal): string | undefined {
  const { heap, all } = group;
  const scopeOf = (closure: NodeOrdinal): NodeOrdinal | undefined =>
    heap.facts.heap.property(closure, 'context', 'internal');
  const scope = scopeOf(called);
  for (const node of all) {
    const other = awaitingListener(heap, node);
    const path = other !== undefined && scopeOf(other) === scope ? heap.path(node) : undefined;
    const hops = path === undefined ? [] : heap.hops(path);
    for (let at = 0; at < hops.length; at++) {
      const event = eventOf(hops.slice(at, at + EVENT_HOPS), heap.facts.heap);
      if (event !== undefined && event !== 'error') return event;
    }
  }
  return undefined;
}

/** Number of hops by which the reference to a listener is recognised. */
const EVENT_HOPS = 3;

/** Returns the function that a listener finally calls. */
function functionOf({ heap: { facts } }: HeldGroup, listening: NodeOrdinal): NodeOrdinal | undefined {
  const closure = listenerFunction(facts, listening);
  return closure === undefined ? undefined : calledBy(facts, closure);
}

/** Maximum number of functions of Node between a listener and what it works for: `finished()` wraps its callback. */
const MOST_WRAPPERS = 3;

/**
 * Returns what a listener of Node works for, which is what a program can end: the user's function on the path or in the
 * listener's scope, otherwise an object of a class in that scope which was allocated during the run: `Interface`.
 */
function servedBy(group: HeldGroup, called: NodeOrdinal): string | undefined {
  if (leakingSteps(group).some(({ to }) => isOwnFunction(group, to))) return undefined;
  const { heap } = group.heap.facts;
  let level = [called];
  for (let depth = 0; depth < MOST_WRAPPERS && level.length > 0; depth++) {
    const inScope = level.flatMap((closure) => newVariables(group, closure));
    const served =
      inScope.find((node) => isOwnFunction(group, node)) ??
      inScope.find((node) => heap.type(node) === 'object' && !isPlain(heap.name(node)));
    if (served !== undefined) return group.heap.shown(served);
    level = inScope.filter((node) => heap.type(node) === 'closure');
  }
  return undefined;
}

/** Returns the values of a function's variables, innermost scope first, that were allocated during the run. */
function newVariables({ heap: { facts, tools } }: HeldGroup, closure: NodeOrdinal): NodeOrdinal[] {
  const { heap } = facts;
  const values: NodeOrdinal[] = [];
  let scope = heap.property(closure, 'context', 'internal');
  while (scope !== undefined && facts.isContext(scope) && !tools.isOld(scope)) {
    for (const { type, to } of heap.edges(scope)) if (type === 'context' && !tools.isOld(to)) values.push(to);
    scope = heap.property(scope, 'previous', 'internal');
  }
  return values;
}

/** Classes that say nothing about what an object is for. */
function isPlain(name: string): boolean {
  return name === 'Object' || name === 'Array' || name.startsWith('system / ');
}

/** A stream that another one, which lives longer, is piped to. */
const pipedStream: Rule = (group) => {
  const { heap } = group.heap.facts;
  const cut = group.steps[group.trace.cut];
  if (cut === undefined) return undefined;
  const isList = ({ hops }: Step): boolean =>
    hops.some(
      ({ from, name, to }) => name === 'pipes' && to === cut.from && heap.name(from) === 'ReadableState',
    );
  if (!group.steps.some(isList)) return undefined;
  const state = group.steps.findIndex(({ hops }) => hops.some(({ name }) => name === '_readableState'));
  return { id: 'piped-stream', holder: state < 0 ? null : ownerTextOf(group, state) };
};

/** Branches of `tee()` that accumulate, or chunks that accumulate in one that is not read. */
const unreadBranch: Rule = (group) => {
  const { steps, trace } = group;
  const { heap } = group.heap.facts;
  const cut = steps[trace.cut];
  if (cut === undefined) return undefined;
  if (isTeeBranch(heap, cut.to)) return { id: 'unread-branch', holder: ownerTextOf(group, trace.cut) };
  const isQueue = cut.reference.word === 'stream' && isTeeBranch(heap, cut.from);
  return isQueue ? { id: 'unread-branch', holder: ownerTextOf(group, trace.cut), detail: CHUNKS } : undefined;
};

/** Rules for what an event emitter or a stream retains until it is told to let go. */
export const SUBSCRIPTION_RULES: readonly Rule[] = [listener, pipedStream, unreadBranch];
