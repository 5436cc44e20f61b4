import type { SnapshotColumns } from '../../snapshot/index.js';

/** Whether a node stands for the document trees of a browser, which DevTools takes for the user's. */
export function isDomTreesRoot(
  { nodeType, nodeTypes, nodeName, strings }: SnapshotColumns,
  node: number,
): boolean {
  // The caller's node is of this heap, and each type has a name.
  return nodeTypes[nodeType[node]!] === 'synthetic' && strings.at(nodeName[node]!) === '(Document DOM trees)';
}

/** Whether a node that the root refers to belongs to the user, and not to V8 or the embedder. */
export function isUserRoot(columns: SnapshotColumns, node: number): boolean {
  const { nodeType, nodeTypes } = columns;
  // As above.
  return nodeTypes[nodeType[node]!] !== 'synthetic' || isDomTreesRoot(columns, node);
}

/**
 * Whether the root refers to anything of the user's. Where it does not, the snapshot was made to show V8's own parts,
 * and sizes are left where they are.
 */
export function hasUserRoots(columns: SnapshotColumns): boolean {
  const { nodeFirstEdge, edgeTo } = columns;
  // The root's edges.
  return edgeTo.subarray(0, nodeFirstEdge[1]).some((node) => isUserRoot(columns, node));
}
