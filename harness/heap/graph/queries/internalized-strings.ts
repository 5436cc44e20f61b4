import type { SnapshotColumns } from '../../snapshot/index.js';
import { NONE } from '../no-ordinal.js';

/** V8's name for it, on Node 20 to 26. */
const NAME = '(Internalized strings)';

/**
 * The node of V8's table of internalized strings, or `NONE` if a snapshot has none. The table holds nothing: a string
 * that nobody else refers to is taken out of it. But V8 writes its references as strong ones.
 */
export function findInternalizedStrings(columns: SnapshotColumns): number {
  const { nodeFirstEdge, edgeTo, nodeType, nodeTypes, nodeName, strings } = columns;
  const names = new Set(strings.indexesOf(NAME));
  const synthetic = nodeTypes.indexOf('synthetic');
  // Among the roots' groups, which all hang on "(GC roots)". Edges and nodes of this heap.
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

/** The strings in that table. V8 has taken those that nothing keeps out of it: what keeps one may only not be shown. */
export function internalizedStrings(columns: SnapshotColumns): ReadonlySet<number> {
  const table = findInternalizedStrings(columns);
  const { nodeFirstEdge, edgeTo } = columns;
  // A node's edges.
  return new Set(table === NONE ? [] : edgeTo.subarray(nodeFirstEdge[table], nodeFirstEdge[table + 1]));
}
