import type { NodeOrdinal } from '../../core/units.js';
import type { HeapGraph } from '../../heap/graph/index.js';

/** Where Node keeps the object that a handle of C++ code belongs to. */
export const OWNERS: ReadonlySet<string | number> = new Set([
  '<symbol owner_symbol>',
  '<symbol owner>',
  'owner',
]);

/** V8's name for the list of what C++ code holds. */
export const GLOBAL_HANDLES = '(Global handles)';

/** Whether a node is the JavaScript half of something that C++ code holds: `TCP`, `Pipe`, `FSReqCallback`. */
export function isHandle(heap: HeapGraph, node: NodeOrdinal): boolean {
  return (
    heap.type(node) === 'object' && heap.property(node, 'javascript_to_native', 'internal') !== undefined
  );
}

/**
 * The object that a person knows a handle by: the `Server` of a `TCP`, the `ChildProcess` of a `Process`. Undefined for
 * one that stands for itself, such as a `MessagePort`, and for what is no handle.
 */
export function ownerOf(heap: HeapGraph, node: NodeOrdinal): NodeOrdinal | undefined {
  if (!isHandle(heap, node)) return undefined;
  for (const { type, name, to } of heap.edges(node))
    if (type === 'property' && OWNERS.has(name) && heap.type(to) === 'object') return to;
  return workerOf(heap, node);
}

/** A worker's handle knows it by the variables of its callback alone. */
function workerOf(heap: HeapGraph, node: NodeOrdinal): NodeOrdinal | undefined {
  if (heap.name(node) !== 'Worker') return undefined;
  const callback = heap.property(node, 'onexit');
  const context = callback === undefined ? undefined : heap.property(callback, 'context', 'internal');
  return context === undefined ? undefined : heap.property(context, 'this', 'context');
}
