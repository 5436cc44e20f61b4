import type { NodeOrdinal } from '../../core/units.js';
import { timerListsOf } from '../../heap/graph/index.js';
import type { HeapGraph } from '../../heap/graph/index.js';
import { shownClass } from '../grouping/class-name.js';
import type { Step } from '../trace/steps.js';
import { ownerTextOf, suspectSteps } from './held-group.js';
import type { HeldGroup } from './held-group.js';
import { listOfNode } from './node-list-rules.js';
import type { Rule, Told } from './rule.js';

const TIMER_LISTS = new Set(['TimersList', 'ImmediateList']);

/** A timer that is still pending; a timer that is merely referenced does not count. */
const timer: Rule = (group) => {
  const { heap } = group.heap.facts;
  const isPending = suspectSteps(group).some(
    ({ step: { reference, to } }) =>
      reference.word === 'timer' || reference.word === 'immediate' || TIMER_LISTS.has(heap.name(to)),
  );
  if (!isPending) return undefined;
  const started = group.steps.find(({ meaning }) => meaning.label !== undefined && isTimerWord(meaning.word));
  const onPath = new Set(group.path.nodes);
  const list = timerListsOf(heap).find((one) => onPath.has(one.list));
  return {
    id: 'timer',
    holder: null,
    detail: started?.meaning.label ?? null,
    milliseconds: list?.durationMs ?? null,
  };
};

function isTimerWord(word: string | undefined): boolean {
  return word === 'timer' || word === 'immediate';
}

/**
 * The store of an `AsyncLocalStorage`, retained by something that was started with it: a timer that carries a store is
 * reported as the store.
 */
export const asyncStore: Rule = (group) => {
  // A storage itself, rather than what one stores.
  if (listOfNode(group) === 'async-storage') return undefined;
  const first = Math.min(...suspectSteps(group).map(({ at }) => at));
  const at = group.steps.findIndex(
    ({ reference }, index) => index >= first && reference.word === 'async store',
  );
  const step = group.steps[at];
  if (step === undefined)
    return group.trace.root.word === 'async store' ? { id: 'async-store', detail: null } : undefined;
  return { id: 'async-store', holder: null, detail: carrierOf(group, step, at) };
};

/** Returns what propagates a store: `setTimeout()`, `Promise`. */
function carrierOf({ heap, steps }: HeldGroup, step: Step, at: number): string {
  return steps[at - 1]?.meaning.label ?? shownClass(heap.facts.heap, step.from);
}

const REACTION = 'system / PromiseReaction';

/** Reactions that wait for a promise that does not settle. */
const promise: Rule = (group): Told | undefined => {
  const { heap } = group.heap.facts;
  for (const { step, at } of suspectSteps(group)) {
    const reaction = step.hops.findLast(({ from }) => heap.name(from) === REACTION)?.from;
    if (reaction === undefined) continue;
    const id = settlesAnother(heap, reaction) ? 'promise-race' : 'promise-chain';
    return { id, holder: ownerTextOf(group, at) };
  }
  return undefined;
};

/**
 * Whether all handlers of a reaction are V8's functions that settle another promise: `Promise.race()` waits in this
 * way, as does code that passes such functions to `then()`. That other promise may have been settled long ago.
 */
function settlesAnother(heap: HeapGraph, reaction: NodeOrdinal): boolean {
  const handlers = [...heap.edges(reaction)].map(({ to }) => to).filter((to) => heap.type(to) === 'closure');
  return handlers.length > 0 && handlers.every((handler) => settles(heap, handler));
}

/**
 * Whether a function settles a promise, according to V8's name of its code; `Promise.all()` and `await` have different
 * functions.
 */
function settles(heap: HeapGraph, closure: NodeOrdinal): boolean {
  const code = heap.property(closure, 'code', 'internal');
  return code !== undefined && /PromiseCapabilityDefaultRe(solve|ject)\b/.test(heap.name(code));
}

/** Rules for callbacks that are still pending. */
export const ASYNC_RULES: readonly Rule[] = [timer, promise];
