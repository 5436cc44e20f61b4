import type { SnapshotColumns } from '../../snapshot/index.js';
import type { PredecessorLinks } from '../edges/predecessor-log.js';
import { NONE } from '../no-ordinal.js';
import { EDGE, type RetainingEdges } from '../queries/retaining-edges.js';
import type { ColumnPool } from '../column-pool.js';
import { BARRED, SpanningTree } from '../dominators/spanning-tree.js';
import { isDomTreesRoot } from './user-roots.js';

/**
 * Grows the spanning tree of all nodes over which Chrome DevTools computes dominators. It differs in two ways from what
 * keeps a node alive:
 *
 * - What the page owns (everything reached from the root's shortcuts, which mark the global objects) is not retained
 *   by what it does not own, such as `(GC roots)`; the root alone retains both.
 * - Nodes that the root does not reach are attached to it nevertheless: first those without any retaining reference,
 *   with everything they reach; then each of the rest on its own.
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
  // Edges of this heap, here and below.
  const isEntry = (edge: number): boolean =>
    edgeType[edge] === shortcut || (edgeType[edge] === element && isDomTreesRoot(columns, edgeTo[edge]!));

  // What the page owns comes first, so that it gets the lowest numbers.
  const owned = { barredToo: true, floor: 1 };
  for (let edge = 0; edge < end; edge++) if (isEntry(edge)) tree.growFromRoot(edgeTo[edge]!, owned);
  barOwned(columns, edges, tree);
  for (let edge = 0; edge < end; edge++) {
    const node = edgeTo[edge]!;
    if (tree.numberOf[node] === BARRED && edges.retains(0, edge)) tree.growFromRoot(node, owned);
  }
  // What the page does not own comes after that and cannot lead back into it.
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

/** Bars nodes that the page owns through non-retaining references, so that other walks cannot enter them. */
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

/** Returns the nodes of `unreached` that no other of them retains. */
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
