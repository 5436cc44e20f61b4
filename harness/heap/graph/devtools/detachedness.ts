import type { SnapshotColumns } from '../../snapshot/index.js';

/** Detachedness of a node that is attached to the embedder's tree, as written in the snapshot. */
export const ATTACHED = 1;
/** Detachedness of a node that is no longer in any tree. */
export const DETACHED = 2;

/**
 * Returns the state of each native node, propagated as in Chrome DevTools: a node referenced by an attached node is
 * attached, and a node referenced by a detached one is detached if nothing else is known. Undefined if the snapshot has
 * no state of any node, as in Node.js.
 */
export function spreadDetachedness(columns: SnapshotColumns): Uint8Array | undefined {
  const { nodeCount, nodeDetachedness: known, nodeType, nodeTypes } = columns;
  if (!known || (known.indexOf(ATTACHED) < 0 && known.indexOf(DETACHED) < 0)) return undefined;
  const native = nodeTypes.indexOf('native');
  const state = new Uint8Array(nodeCount);
  const visited = new Uint8Array(nodeCount);
  const open: Record<number, number[]> = { [ATTACHED]: [], [DETACHED]: [] };
  const visit = (node: number, to: number): void => {
    if (visited[node] === 1) return;
    visited[node] = 1;
    // JavaScript objects are not part of the tree and do not propagate the state.
    if (nodeType[node] !== native) return;
    state[node] = to;
    open[to]?.push(node);
  };
  // `known` has `nodeCount` entries.
  for (let node = 0; node < nodeCount; node++) if (known[node] !== 0) visit(node, known[node]!);
  for (const to of [ATTACHED, DETACHED]) {
    const list = open[to] ?? [];
    for (let node = list.pop(); node !== undefined; node = list.pop()) {
      for (const target of spreadingTargets(columns, node)) visit(target, to);
    }
  }
  return state;
}

function* spreadingTargets(
  { nodeFirstEdge, edgeTo, edgeType, edgeTypes }: SnapshotColumns,
  node: number,
): Generator<number> {
  const stops = new Set(['hidden', 'weak'].map((type) => edgeTypes.indexOf(type)));
  // Edges belong to this heap.
  for (let edge = nodeFirstEdge[node]!; edge < nodeFirstEdge[node + 1]!; edge++) {
    if (!stops.has(edgeType[edge]!)) yield edgeTo[edge]!;
  }
}
