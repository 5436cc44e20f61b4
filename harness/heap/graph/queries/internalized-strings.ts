import type { SnapshotColumns } from '../../snapshot/index.js';
import { NONE } from '../no-ordinal.js';

/** V8's name of the table of internalized strings, on Node 20 to 26. */
const NAME = '(Internalized strings)';

/**
 * Finds the node of V8's table of internalized strings; `NONE` if a snapshot has none. The table retains nothing: V8
 * removes a string to which there is no other reference. But V8 writes the table's references as strong ones.
 */
export function findInternalizedStrings(columns: SnapshotColumns): number {
  const { nodeFirstEdge, edgeTo, nodeType, nodeTypes, nodeName, strings } = columns;
  const names = new Set(strings.indexesOf(NAME));
  const synthetic = nodeTypes.indexOf('synthetic');
  // The node is among the groups of roots, which are all below "(GC roots)". Edges and nodes belong to this heap.
  for (let edge = nodeFirstEdge[0]!; names.size > 0 && edge < nodeFirstEdge[1]!; edge++) {
    const group = edgeTo[edge]!;
    if (nodeType[group] !== synthetic) continue;
    for (let at = nodeFirstEdge[group]!; at < nodeFirstEdge[group + 1]!; at++) {
      const node = edgeTo[at]!;
      if (nodeType[node] === synthetic && names.has(nodeName[node]!)) return node;
    }
  }
  return NONE;
}

/**
 * Returns the strings in that table. V8 has removed unreferenced strings from it, so each has a retainer, which the
 * snapshot may not contain.
 */
export function internalizedStrings(columns: SnapshotColumns): ReadonlySet<number> {
  const table = findInternalizedStrings(columns);
  const { nodeFirstEdge, edgeTo } = columns;
  // The edges of a node.
  return new Set(table === NONE ? [] : edgeTo.subarray(nodeFirstEdge[table], nodeFirstEdge[table + 1]));
}
