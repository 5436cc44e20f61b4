import type { NodeOrdinal } from '../../core/units.js';
import type { HeapGraph } from '../../heap/graph/index.js';
import { shownClass } from '../grouping/class-name.js';
import { isFrame, isRawStack } from '../inspectors/errors.js';
import { registrationOf } from '../inspectors/finalizers.js';
import { entryState, type EntryState, isHeldBy } from '../inspectors/thread-local.js';
import type { WitnessHeap } from '../search/witness-heap.js';
import { FINALIZER } from './details.js';
import { leakingSteps, ownerTextOf, sampleOf, suspectSteps } from './held-group.js';
import { listOfNode } from './node-list-rules.js';
import { codeLine, type LeakKindId } from './leak-kind.js';
import type { Rule } from './rule.js';

const ENTRIES: Readonly<Record<EntryState, LeakKindId>> = {
  stale: 'stale-entry',
  'holds own key': 'value-refers-to-key',
  live: 'other',
};

/** An entry in the table of a thread's `ThreadLocal`s. */
export const threadLocalEntry: Rule = (group) => {
  const { heap } = group.heap.facts;
  const at = group.steps.findIndex(
    ({ from, to }, index) =>
      index >= group.trace.cut && heap.name(from) === 'Array' && entryState(to, heap) !== undefined,
  );
  const [entry, table] = [group.steps[at]?.to, group.steps[at - 1]];
  if (entry === undefined || table === undefined || heap.name(table.from) !== 'ThreadLocalMap')
    return undefined;
  const state = entryState(entry, heap);
  const value = heap.property(entry, 'value');
  if (state === undefined || value === undefined) return undefined;
  const [held, position] = [shownClass(heap, value), group.heap.tools.positions.of(value)];
  const line = position === null ? {} : { line: codeLine(held, position) };
  return { id: ENTRIES[state], holder: ownerTextOf(group, at), held, ...line };
};

/** The held value of a `FinalizationRegistry`, which refers to its own target, or whose target is retained elsewhere. */
export const heldByRegistry: Rule = (group) => {
  const { heap } = group.heap.facts;
  for (const { step, at } of suspectSteps(group)) {
    const registration = registrationOf(step.hops, heap);
    // Node has registries of its own.
    if (registration === undefined || listOfNode(group) !== undefined) continue;
    const { target, value } = registration;
    const isOwn = target !== undefined && isHeldBy(heap, target, value);
    return { id: isOwn ? 'value-refers-to-key' : 'other', holder: ownerTextOf(group, at), detail: FINALIZER };
  }
  return undefined;
};

/** Minimum share of members that hang on stacks if these retain the group. */
const FEWEST_ON_STACKS = 1 / 2;

/**
 * Objects that are retained only by the unread stack of an error: the members of the group, or what the stacks hold of
 * errors that are themselves what accumulates. An error that accumulates as a part of something else is incidental.
 */
const errorStack: Rule = (group) => {
  const { heap, all, heads, members } = group;
  const { facts } = heap;
  const below = leakingSteps(group).flatMap(({ hops }) => hops);
  if (below.some((hop) => isRawStack(hop, facts.heap))) return { id: 'error-stack' };
  const sample = sampleOf(members);
  const onStacks = sample.filter((member) => errorAbove(heap, member) !== undefined);
  if (onStacks.length > sample.length * FEWEST_ON_STACKS) return { id: 'error-stack' };
  const among = new Set(heads);
  const ofHeads = sampleOf(all).some((node) => {
    const error = facts.origin(node) === 'user' ? errorAbove(heap, node) : undefined;
    return error !== undefined && among.has(error);
  });
  return ofHeads ? { id: 'error-stack' } : undefined;
};

/** Returns the first error on the path to a node by whose stack the path goes on; undefined if there is none. */
function errorAbove(heap: WitnessHeap, node: NodeOrdinal): NodeOrdinal | undefined {
  const path = heap.path(node);
  if (path === undefined) return undefined;
  // Few nodes of a path are frames, and the names of its references take time to read.
  const { nodes } = path;
  const at = nodes.findIndex(
    (to, index) =>
      index > 0 && isFrame(to, heap.facts.heap) && isRawStack(heap.hop(path, index - 1), heap.facts.heap),
  );
  return at < 0 ? undefined : nodes[at - 1];
}

/** Minimum size of a whole text: retaining a shorter one does not matter. */
const LEAST_WHOLE_BYTES = 1024;
const LEAST_RATIO = 4;

/** Slices of texts, each of which is the only one that retains its whole text. */
const slicedString: Rule = ({ heap: { facts }, lead }) =>
  isPieceOfMore(facts.heap, lead) ? { id: 'sliced-string' } : undefined;

function isPieceOfMore(heap: HeapGraph, piece: NodeOrdinal): boolean {
  if (heap.type(piece) !== 'sliced string') return false;
  const whole = heap.property(piece, 'parent', 'internal');
  if (whole === undefined || heap.dominator(whole) !== piece) return false;
  const bytes = heap.shallowBytes(whole);
  return bytes >= LEAST_WHOLE_BYTES && bytes >= LEAST_RATIO * heap.name(piece).length;
}

/** Objects that each have their own class, and functions whose code or class was created again for each. */
const madePerCall: Rule = (group) => {
  const { heap } = group.heap.facts;
  const isFunction = heap.type(group.lead) === 'closure';
  if (!isFunction && group.heap.facts.origin(group.lead) !== 'user') return undefined;
  const makers = sampleOf(group.members).map((member) =>
    isFunction ? codeOf(heap, member) : classOf(heap, member),
  );
  const isAnew = makers.length > 1 && !makers.includes(undefined) && new Set(makers).size === makers.length;
  return isAnew ? { id: 'made-per-call' } : undefined;
};

/** Returns the prototype of an object, which identifies its class. */
function classOf(heap: HeapGraph, object: NodeOrdinal): NodeOrdinal | undefined {
  const prototype = heap.property(object, '__proto__');
  return prototype !== undefined && heap.isPrototype(prototype) ? prototype : undefined;
}

/** Returns the prototype of a class, or the code of another function. */
function codeOf(heap: HeapGraph, closure: NodeOrdinal): NodeOrdinal | undefined {
  const prototype = heap.property(closure, 'prototype');
  if (prototype !== undefined && heap.isPrototype(prototype)) return prototype;
  return heap.property(closure, 'shared', 'internal');
}

/** Bytes outside of V8's heap, or an object that represents nothing else. */
export const nativeMemory: Rule = ({ heap: { facts }, lead }) => {
  const { heap } = facts;
  const isBytes = heap.type(lead) === 'object' && BYTES.has(heap.name(lead));
  return isBytes || heap.type(lead) === 'native' ? { id: 'native-memory' } : undefined;
};

const BYTES = new Set(['ArrayBuffer', 'SharedArrayBuffer', 'WebAssembly.Memory']);

/** Rules for properties of the retained value itself, in this order. */
export const HELD_VALUE_RULES: readonly Rule[] = [errorStack, slicedString, madePerCall];
