import type { NodeOrdinal } from '../../core/units.js';
import type { HeapGraph } from '../../heap/graph/index.js';
import type { Hop, Inspector, NodeMeaning, ReferenceMeaning } from '../inspector.js';
import { countWhile, startsWith } from './hops.js';

/** Functions: their variables, the objects they are bound to, and the values of a suspended one. */
export const closures: Inspector = {
  name: 'closures',
  describe: (node, heap) => {
    if (heap.type(node) === 'closure' && heap.location(node) === undefined) return builtIn(node, heap);
    if (heap.type(node) !== 'object') return undefined;
    const suspended = suspendedFunction(node, heap);
    if (suspended === undefined) return undefined;
    return { label: `suspended ${suspended}`, word: 'suspended function' };
  },
  refer: (hops, heap) =>
    suspendedByContext(hops) ??
    closureVariable(hops, heap) ??
    builtinSlot(hops, heap) ??
    register(hops, heap) ??
    bound(hops, heap),
};

/** Describes a function of V8, which has no location; those without a name settle a promise or resume a function. */
function builtIn(node: NodeOrdinal, heap: HeapGraph): NodeMeaning | undefined {
  if (heap.property(node, 'bound_function', 'internal') !== undefined) return undefined;
  return heap.name(node) === ''
    ? { label: 'built-in function', word: 'promise' }
    : { label: 'built-in function' };
}

/** `closure → context (→ previous …) → variable`. */
function closureVariable(hops: readonly Hop[], heap: HeapGraph): ReferenceMeaning | undefined {
  const [first] = hops;
  if (first === undefined) return undefined;
  const scopes = countWhile(hops, isScopeHop);
  const variable = hops[scopes];
  if (variable?.type !== 'context' || (scopes > 0 && !isFunction(heap, first.from))) return undefined;
  const name = String(variable.name);
  const owner = scopes === 0 ? '' : ` of ${functionName(heap, first.from)}`;
  return { hops: scopes + 1, text: `${name === 'this' ? 'this' : `variable ${name}`}${owner}`, name };
}

/** Handles a function created by V8, such as a promise's `resolve`, whose slots have no names. */
function builtinSlot(hops: readonly Hop[], heap: HeapGraph): ReferenceMeaning | undefined {
  const [first, second] = hops;
  if (first === undefined || !isScopeHop(first) || heap.type(first.from) !== 'closure') return undefined;
  if (second === undefined || !/^\d+$/.test(String(second.name))) return undefined;
  const isPromise = heap.name(second.to) === 'Promise';
  return isPromise ? { hops: 2, text: ' (settles)', word: 'promise' } : { hops: 2, text: ' (has in hand)' };
}

/** Handles a callback of V8 that resumes a suspended async function. */
function suspendedByContext(hops: readonly Hop[]): ReferenceMeaning | undefined {
  const scopes = countWhile(hops, isScopeHop);
  if (scopes === 0 || !startsWith(hops.slice(scopes), ['internal', 'extension'])) return undefined;
  return { hops: scopes + 1, text: ' (resumes)' };
}

function register(hops: readonly Hop[], heap: HeapGraph): ReferenceMeaning | undefined {
  if (!startsWith(hops, ['internal', 'parameters_and_registers'], ['internal', /^\d+$/])) return undefined;
  const [, slot] = hops;
  const scopes =
    slot !== undefined && heap.name(slot.to) === 'system / Context'
      ? countWhile(hops.slice(2), isScopeHop)
      : 0;
  const variable = hops[2 + scopes];
  if (variable?.type === 'context' && slot !== undefined && heap.name(slot.to) === 'system / Context')
    return { hops: 3 + scopes, text: `variable ${variable.name}`, name: String(variable.name) };
  return { hops: 2, text: 'argument or local variable' };
}

const BOUND: ReadonlyMap<string | number, string> = new Map([
  ['bound_this', 'bound this'],
  ['bound_function', 'bound function'],
  ['bound_argument', 'bound argument'],
]);

/** V8's names for the list of a bound function's arguments; `bindings` up to V8 11. */
export const BOUND_ARGUMENTS: ReadonlySet<string | number> = new Set(['bound_arguments', 'bindings']);

function bound(hops: readonly Hop[], heap: HeapGraph): ReferenceMeaning | undefined {
  const [hop, next] = hops;
  if (hop?.type !== 'internal') return undefined;
  const text = BOUND.get(hop.name);
  if (text !== undefined) return { hops: 1, text };
  if (BOUND_ARGUMENTS.has(hop.name) && next !== undefined && heap.type(hop.to) === 'array')
    return { hops: 2, text: 'bound argument' };
  return undefined;
}

function isScopeHop({ type, name }: Hop): boolean {
  return type === 'internal' && (name === 'context' || name === 'previous');
}

function isFunction(heap: HeapGraph, node: NodeOrdinal): boolean {
  return (
    heap.type(node) === 'closure' || heap.property(node, 'parameters_and_registers', 'internal') !== undefined
  );
}

/** Returns the name of the function whose suspended call a generator object represents; undefined for other objects. */
export function suspendedFunction(node: NodeOrdinal, heap: HeapGraph): string | undefined {
  if (heap.property(node, 'parameters_and_registers', 'internal') === undefined) return undefined;
  return functionName(heap, node);
}

function functionName(heap: HeapGraph, node: NodeOrdinal): string {
  const closure = heap.type(node) === 'closure' ? node : heap.property(node, 'function', 'internal');
  return `${(closure === undefined ? '' : heap.name(closure)) || '(anonymous)'}()`;
}
