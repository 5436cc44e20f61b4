import type { SnapshotColumns } from '../../snapshot/index.js';
import type { PredecessorLinks } from '../edges/predecessor-log.js';
import { NONE } from '../no-ordinal.js';
import { EDGE, type RetainingEdges } from '../queries/retaining-edges.js';
import type { ColumnPool } from '../column-pool.js';
import { BARRED, SpanningTree } from '../dominators/spanning-tree.js';
import { isDomTreesRoot } from './user-roots.js';

/**
 * The spanning tree of all nodes as Chrome DevTools has its dominators see them. It differs from what keeps a node
 * alive in two ways:
 *
 * - What the page owns (all that is reached from the root's shortcuts, which mark the global objects) is not retained
 *   by what it does not own, such as `(GC roots)`; the root alone retains both.
 * - Nodes that the root does not reach hang on it all the same: first those without any retaining reference, with all
 *   that these reach; then each of the rest by itself.
 */
export function growPageOwnedTree(
  columns: SnapshotColumns,
  edges: RetainingEdges,
  pool: ColumnPool,
  links: PredecessorLinks,
): SpanningTree {
  const { nodeFirstEdge, edgeTo, edgeType, edgeTypes } = columns;
  const tree = new SpanningTree(columns, edges, pool, links);
  // The root's edges.
  const end = nodeFirstEdge[1]!;
  const element = edgeTypes.indexOf('element');
  const shortcut = edgeTypes.indexOf('shortcut');
  // Edges of this heap, as all below.
  const isEntry = (edge: number): boolean =>
    edgeType[edge] === shortcut || (edgeType[edge] === element && isDomTreesRoot(columns, edgeTo[edge]!));

  // What the page owns comes first, so that its numbers are the lowest.
  const owned = { barredToo: true, floor: 1 };
  for (let edge = 0; edge < end; edge++) if (isEntry(edge)) tree.growFromRoot(edgeTo[edge]!, owned);
  barOwned(columns, edges, tree);
  for (let edge = 0; edge < end; edge++) {
    const node = edgeTo[edge]!;
    if (tree.numberOf[node] === BARRED && edges.retains(0, edge)) tree.growFromRoot(node, owned);
  }
  // What it does not own comes after, and cannot reach back.
  const notOwned = { barredToo: false, floor: tree.count };
  for (let edge = 0; edge < end; edge++)
    if (edges.retains(0, edge)) tree.growFromRoot(edgeTo[edge]!, notOwned);

  const unreached = findUnreached(tree);
  const orphans = findOrphans(columns, edges, tree, unreached);
  for (const node of orphans) if (tree.numberOf[node] === NONE) tree.growFromRoot(node, notOwned);
  for (const node of orphans) if (tree.numberOf[node] === BARRED) tree.growFromRoot(node, owned);
  for (const node of unreached) if (tree.numberOf[node]! >= BARRED) tree.addLeaf(node);
  return tree;
}

/** Bars nodes that the page owns through references that do not retain: others must not enter them. */
function barOwned(
  columns: SnapshotColumns,
  edges: RetainingEdges,
  { numberOf, passedOver }: SpanningTree,
): void {
  const { nodeFirstEdge, edgeTo, edgeType } = columns;
  const open = passedOver.slice();
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (numberOf[node] !== NONE) continue;
    numberOf[node] = BARRED;
    for (let edge = nodeFirstEdge[node]!; edge < nodeFirstEdge[node + 1]!; edge++) {
      if (edges.meaning[edgeType[edge]!] !== EDGE.weak) open.push(edgeTo[edge]!);
    }
  }
}

function findUnreached({ numberOf, count }: SpanningTree): number[] {
  const unreached: number[] = [];
  if (count === numberOf.length) return unreached;
  for (let node = 0; node < numberOf.length; node++) if (numberOf[node]! >= BARRED) unreached.push(node);
  return unreached;
}

/** Those of `unreached` that no other of them retains. */
function findOrphans(
  { nodeFirstEdge, edgeTo }: SnapshotColumns,
  edges: RetainingEdges,
  { numberOf }: SpanningTree,
  unreached: readonly number[],
): number[] {
  const retained = new Uint8Array(unreached.length > 0 ? numberOf.length : 0);
  for (const node of unreached) {
    for (let edge = nodeFirstEdge[node]!; edge < nodeFirstEdge[node + 1]!; edge++) {
      const target = edgeTo[edge]!;
      const isForeign = numberOf[node] === NONE && numberOf[target] === BARRED;
      if (target !== node && !isForeign && edges.retains(node, edge)) retained[target] = 1;
    }
  }
  return unreached.filter((node) => retained[node] === 0);
}
