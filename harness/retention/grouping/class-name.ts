import type { NodeOrdinal } from '../../core/units.js';
import type { HeapGraph } from '../../heap/graph/index.js';

/** The class of an object, the name of a function, a group in brackets such as `(string)` for anything else. */
export function classNameOf(heap: HeapGraph, node: NodeOrdinal): string {
  const type = heap.type(node);
  if (type.endsWith('string')) return '(string)';
  if (type === 'object' || type === 'native' || type === 'hidden' || type === 'synthetic')
    return heap.name(node) || `(${type})`;
  if (type === 'closure') return functionName(heap, node) || '(closure)';
  return `(${type})`;
}

/** The class as a trace shows it: a function with its brackets. */
export function shownClass(heap: HeapGraph, node: NodeOrdinal): string {
  if (heap.type(node) === 'closure') return `${functionName(heap, node) || '(anonymous)'}()`;
  return shownName(classNameOf(heap, node));
}

/** A class's name as it is shown, of a known type: a function with its brackets. */
export function shownClassOf(className: string, type: string): string {
  return type === 'closure' && !className.startsWith('(') ? `${className}()` : shownName(className);
}

/** V8's names of things that a person knows by another one. */
const SHOWN: ReadonlyMap<string, string> = new Map([['system / JSProxy', 'Proxy']]);

/** A class's name as it is shown. */
export function shownName(className: string): string {
  return SHOWN.get(className) ?? className;
}

/**
 * The name of a function; for a bound one `bound handle`, where V8 has `native_bind`. However often it was bound, it
 * says so once: in a chain of bound functions each would have a name of its own.
 */
export function functionName(heap: HeapGraph, closure: NodeOrdinal): string {
  const target = boundTarget(heap, closure);
  return target === closure ? heap.name(closure) : `bound ${heap.name(target)}`;
}

/** What has been found out by {@link boundTarget}: of a chain of bound functions, each is asked for. */
const targetsByHeap = new WeakMap<HeapGraph, Map<NodeOrdinal, NodeOrdinal>>();

/** The function that a bound one calls in the end; any other node itself. */
export function boundTarget(heap: HeapGraph, node: NodeOrdinal): NodeOrdinal {
  const targets = targetsByHeap.get(heap) ?? new Map<NodeOrdinal, NodeOrdinal>();
  targetsByHeap.set(heap, targets);
  const climbed = new Set<NodeOrdinal>();
  let at = node;
  for (;;) {
    const known = targets.get(at);
    const next = known ?? heap.property(at, 'bound_function', 'internal');
    // No program binds in a circle, but a damaged snapshot may.
    if (next === undefined || climbed.has(at)) break;
    climbed.add(at);
    at = next;
    if (known !== undefined) break;
  }
  for (const one of climbed) targets.set(one, at);
  return at;
}
