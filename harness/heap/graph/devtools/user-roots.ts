import type { SnapshotColumns } from '../../snapshot/index.js';

/** Whether a node stands for the document trees of a browser, which DevTools counts among the user's objects. */
export function isDomTreesRoot(
  { nodeType, nodeTypes, nodeName, strings }: SnapshotColumns,
  node: number,
): boolean {
  // The caller's node belongs to this heap, and each type has a name.
  return nodeTypes[nodeType[node]!] === 'synthetic' && strings.at(nodeName[node]!) === '(Document DOM trees)';
}

/** Whether a node that the root refers to belongs to the user rather than to V8 or the embedder. */
export function isUserRoot(columns: SnapshotColumns, node: number): boolean {
  const { nodeType, nodeTypes } = columns;
  // See above.
  return nodeTypes[nodeType[node]!] !== 'synthetic' || isDomTreesRoot(columns, node);
}

/**
 * Whether the root refers to any user object. If not, the snapshot is meant to show V8's own parts, and sizes are not
 * moved to owners.
 */
export function hasUserRoots(columns: SnapshotColumns): boolean {
  const { nodeFirstEdge, edgeTo } = columns;
  // The root's edges.
  return edgeTo.subarray(0, nodeFirstEdge[1]).some((node) => isUserRoot(columns, node));
}
