import type { NodeOrdinal } from '../core/units.js';
import { visibleText } from '../core/escape-control-characters.js';
import type { HeapGraph } from '../heap/graph/index.js';
import { formatLeakTrace, witnessesOf } from '../retention/index.js';

/**
 * Describes what retains an object, by the trace that a check would print for it: not the shortest path, which often
 * leads through V8's own tables, but the one that a user can act on. Searches the heap, so it is only for assertions
 * that failed.
 */
export function holderText(heap: HeapGraph, node: NodeOrdinal): string {
  const [witness] = witnessesOf(heap, [node], { maximumHolders: 0 });
  if (witness === undefined) return `${nameOf(heap, node)} is retained only by weak references.`;
  const { artefact, className, trace } = witness;
  const measuring =
    artefact === null ? '' : `\nThe measurement itself retains it: ${visibleText(artefact.why, 1000)}.`;
  return `${nameOf(heap, node, className)} is retained by:\n${formatLeakTrace(trace)}${measuring}`;
}

function nameOf(heap: HeapGraph, node: NodeOrdinal, className: string = heap.name(node)): string {
  return `${visibleText(className)} @${heap.id(node)}`;
}
