import type { NodeOrdinal } from '../core/units.js';
import type { HeapGraph } from '../graph/index.js';

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
  return classNameOf(heap, node);
}

/** A function's name; of a bound one as JavaScript has it, `bound handle`, where V8 says `native_bind`. */
export function functionName(heap: HeapGraph, closure: NodeOrdinal): string {
  const target = heap.property(closure, 'bound_function', 'internal');
  return target === undefined ? heap.name(closure) : `bound ${functionName(heap, target)}`;
}

/** The function that a bound one calls in the end; any other node itself. */
export function boundTarget(heap: HeapGraph, node: NodeOrdinal): NodeOrdinal {
  const target = heap.property(node, 'bound_function', 'internal');
  return target === undefined ? node : boundTarget(heap, target);
}
