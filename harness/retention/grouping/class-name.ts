import { VARIOUS } from '../../heap/diff/index.js';
import type { NodeOrdinal } from '../../core/units.js';
import type { HeapGraph } from '../../heap/graph/index.js';

/**
 * Returns the class of an object, the name of a function, or a group in brackets such as `(string)` for other nodes.
 */
export function classNameOf(heap: HeapGraph, node: NodeOrdinal): string {
  const type = heap.type(node);
  if (type.endsWith('string')) return '(string)';
  if (type === 'object' || type === 'native' || type === 'hidden' || type === 'synthetic')
    return heap.name(node) || `(${type})`;
  if (type === 'closure') return functionName(heap, node) || '(closure)';
  return `(${type})`;
}

/** Returns the class as a trace shows it: a function with parentheses. */
export function shownClass(heap: HeapGraph, node: NodeOrdinal): string {
  if (heap.type(node) === 'closure') return `${functionName(heap, node) || '(anonymous)'}()`;
  return shownName(classNameOf(heap, node));
}

/** Returns a class name of a known type as it is shown: a function with parentheses. */
export function shownClassOf(className: string, type: string): string {
  if (className === VARIOUS) return type === 'closure' ? VARIOUS_FUNCTIONS : VARIOUS_CLASSES;
  return type === 'closure' && !className.startsWith('(') ? `${className}()` : shownName(className);
}

const VARIOUS_FUNCTIONS = '(functions of various names)';
const VARIOUS_CLASSES = '(objects of various classes)';

/** Names that replace internal ones of V8 and Node. */
const SHOWN: ReadonlyMap<string, string> = new Map([
  ['system / JSProxy', 'Proxy'],
  ['InternalReadableStream', 'ReadableStream'],
  ['InternalWritableStream', 'WritableStream'],
]);

/** Returns a class name as it is shown. */
export function shownName(className: string): string {
  return SHOWN.get(className) ?? className;
}

/**
 * Returns the name of a function; for a bound one `bound handle`, where V8 has `native_bind`. A function that was bound
 * several times is called bound once, because otherwise each function in a chain of bound ones would have a different
 * name.
 */
export function functionName(heap: HeapGraph, closure: NodeOrdinal): string {
  const target = boundTarget(heap, closure);
  return target === closure ? heap.name(closure) : `bound ${heap.name(target)}`;
}

/** Results of {@link boundTarget}, which is called for each function in a chain of bound ones. */
const targetsByHeap = new WeakMap<HeapGraph, Map<NodeOrdinal, NodeOrdinal>>();

/** Returns the function that a bound function finally calls; any other node itself. */
export function boundTarget(heap: HeapGraph, node: NodeOrdinal): NodeOrdinal {
  const targets = targetsByHeap.get(heap) ?? new Map<NodeOrdinal, NodeOrdinal>();
  targetsByHeap.set(heap, targets);
  const climbed = new Set<NodeOrdinal>();
  let at = node;
  for (;;) {
    const known = targets.get(at);
    const next = known ?? heap.property(at, 'bound_function', 'internal');
    // A program cannot bind functions in a cycle, but a damaged snapshot may contain one.
    if (next === undefined || climbed.has(at)) break;
    climbed.add(at);
    at = next;
    if (known !== undefined) break;
  }
  for (const one of climbed) targets.set(one, at);
  return at;
}
