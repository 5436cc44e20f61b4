import type { SnapshotColumns } from '../snapshot/index.js';
import { NONE } from './none.js';
import { EDGE, type RetainingEdges } from './retaining-edges.js';
import type { Slabs } from './slabs.js';

/** Stands in for the number of a node that only a walk that is allowed to may enter. */
export const BARRED: number = NONE - 1;

/** Which nodes a walk enters and which edges it takes. */
export interface WalkRules {
  /** Whether it enters barred nodes. */
  readonly barredToo: boolean;
  /** Edges to nodes with a number below this one are not taken. */
  readonly floor: number;
}

/**
 * A depth-first spanning tree over retaining edges. Its numbers, from 0 for the root, replace ordinals while dominators
 * are computed: parents have lower numbers than their children, and what belongs together lies together.
 *
 * While it grows, each edge that is met is sorted: the lowest ancestor with an edge to a node is kept by node, and
 * edges that lead neither down nor along the tree (to a lower number) go into linked lists by target, in the order in
 * which they are met. No table of all predecessors is built.
 */
export class SpanningTree {
  /** How many nodes have a number. */
  count = 1;
  /** Ordinal by number. */
  readonly order: Uint32Array;
  /** Number by ordinal; `NONE` or `BARRED` for nodes without one. */
  readonly numberOf: Uint32Array;
  /** Parent's number by number. */
  readonly parent: Uint32Array;
  /** The least number of an ancestor with an edge to this node. By number. */
  readonly least: Uint32Array;
  /** The last of the edges to this node from higher numbers, as its place in `links` from 1; 0 for none. By number. */
  readonly lastLink: Uint32Array;
  /** Edges from higher numbers, two entries each: the number it comes from, and the next edge to the same node. */
  links: Uint32Array;
  /** Targets of shortcuts and of tables' halves that were passed over. */
  readonly passedOver: number[] = [];
  #linkCount = 0;
  readonly #columns: SnapshotColumns;
  readonly #edges: RetainingEdges;
  /** The next edge to follow, by depth. Only as much of it is touched as the tree is deep. */
  readonly #nextEdge: Uint32Array;

  constructor(columns: SnapshotColumns, edges: RetainingEdges, slabs: Slabs) {
    this.#columns = columns;
    this.#edges = edges;
    this.order = slabs.take();
    this.parent = slabs.take();
    this.least = slabs.take();
    this.lastLink = slabs.take();
    this.#nextEdge = slabs.take();
    this.numberOf = slabs.take().fill(NONE);
    // Room for the worst case; memory that is not touched is not there yet.
    this.links = new Uint32Array(2 * columns.edgeCount + 2);
    this.order[0] = 0;
    this.parent[0] = 0;
    this.least[0] = 0;
    this.lastLink[0] = 0;
    this.numberOf[0] = 0;
  }

  /** Follows an edge from the root to `start`, and all that it leads to. */
  growFromRoot(start: number, rules: WalkRules): void {
    // An ordinal.
    const number = this.numberOf[start]!;
    if (number === NONE || (number === BARRED && rules.barredToo)) this.#grow(start, rules);
    else if (number !== BARRED) this.least[number] = 0;
  }

  /** Gives a node that no walk has reached a number of its own, below the root. */
  addLeaf(node: number): void {
    this.#number(node, 0);
  }

  /** Gives slabs back that were needed for growing alone. */
  finish(slabs: Slabs): void {
    slabs.give(this.#nextEdge, this.numberOf);
  }

  #number(node: number, parent: number): number {
    const number = this.count++;
    this.order[number] = node;
    this.parent[number] = parent;
    this.least[number] = parent;
    this.lastLink[number] = 0;
    this.numberOf[node] = number;
    return number;
  }

  #grow(start: number, { barredToo, floor }: WalkRules): void {
    const { nodeFirstEdge, edgeTo, edgeType } = this.#columns;
    const { order, numberOf, parent, least, lastLink, links, passedOver } = this;
    const { meaning } = this.#edges;
    const edges = this.#edges;
    const nextEdge = this.#nextEdge;
    let linkCount = this.#linkCount;
    let count = this.#number(start, 0) + 1;
    let current = count - 1;
    let node = start;
    let depth = 0;
    // Numbers are below `count`, nodes and edges of this heap, and no walk is deeper than there are nodes.
    let edge = nodeFirstEdge[node]!;
    let end = nodeFirstEdge[node + 1]!;
    let inTable = edges.isTable(node);
    for (;;) {
      while (edge < end) {
        const at = edge++;
        const target = edgeTo[at]!;
        const means = meaning[edgeType[at]!]!;
        if (means !== EDGE.retains || (inTable && edges.isTableHalf(node, at))) {
          if (means !== EDGE.weak) passedOver.push(target);
          continue;
        }
        const seen = numberOf[target]!;
        if (seen >= BARRED) {
          // A new node: down to it.
          if (seen === BARRED && !barredToo) continue;
          nextEdge[depth++] = edge;
          order[count] = target;
          parent[count] = current;
          least[count] = current;
          lastLink[count] = 0;
          numberOf[target] = count;
          current = count++;
          node = target;
          edge = nodeFirstEdge[node]!;
          end = nodeFirstEdge[node + 1]!;
          inTable = edges.isTable(node);
        } else if (seen > current) {
          // Down past nodes between: the target is below this node, whose number is the least yet.
          if (least[seen]! > current) least[seen] = current;
        } else if (seen >= floor && seen !== current) {
          // Up or across.
          links[2 * linkCount] = current;
          links[2 * linkCount + 1] = lastLink[seen]!;
          lastLink[seen] = ++linkCount;
        }
      }
      if (depth === 0) break;
      // All edges are followed: up again.
      current = parent[current]!;
      node = order[current]!;
      edge = nextEdge[--depth]!;
      end = nodeFirstEdge[node + 1]!;
      inTable = edges.isTable(node);
    }
    this.count = count;
    this.#linkCount = linkCount;
  }
}

/** The tree over all that the root reaches. */
export function growSpanningTree(
  columns: SnapshotColumns,
  edges: RetainingEdges,
  slabs: Slabs,
): SpanningTree {
  const tree = new SpanningTree(columns, edges, slabs);
  const { nodeFirstEdge, edgeTo } = columns;
  // The root's edges.
  for (let edge = 0; edge < nodeFirstEdge[1]!; edge++) {
    if (edges.retains(0, edge)) tree.growFromRoot(edgeTo[edge]!, { barredToo: false, floor: 1 });
  }
  return tree;
}
