import type { NodeOrdinal } from '../../core/units.js';
import type { HeapGraph } from '../../heap/graph/index.js';

/** Properties in which Node keeps the object to which a C++ handle belongs. */
export const OWNERS: ReadonlySet<string | number> = new Set([
  '<symbol owner_symbol>',
  '<symbol owner>',
  'owner',
]);

/** V8's name for the list of handles held by C++ code. */
export const GLOBAL_HANDLES = '(Global handles)';

/** Whether a node is the JavaScript half of a C++ object: `TCP`, `Pipe`, `FSReqCallback`. */
export function isHandle(heap: HeapGraph, node: NodeOrdinal): boolean {
  return (
    heap.type(node) === 'object' && heap.property(node, 'javascript_to_native', 'internal') !== undefined
  );
}

/**
 * Returns the object by which users know a handle: the `Server` of a `TCP`, the `ChildProcess` of a `Process`.
 * Undefined for a handle without an owner, such as a `MessagePort`, and for nodes that are not handles.
 */
export function ownerOf(heap: HeapGraph, node: NodeOrdinal): NodeOrdinal | undefined {
  if (!isHandle(heap, node)) return undefined;
  for (const { type, name, to } of heap.edges(node))
    if (type === 'property' && OWNERS.has(name) && heap.type(to) === 'object') return to;
  return workerOf(heap, node);
}

/** Returns the worker of a worker's handle, to which only the variables of the handle's callback refer. */
function workerOf(heap: HeapGraph, node: NodeOrdinal): NodeOrdinal | undefined {
  if (heap.name(node) !== 'Worker') return undefined;
  const callback = heap.property(node, 'onexit');
  const context = callback === undefined ? undefined : heap.property(callback, 'context', 'internal');
  return context === undefined ? undefined : heap.property(context, 'this', 'context');
}
