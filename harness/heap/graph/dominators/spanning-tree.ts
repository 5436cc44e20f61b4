import type { SnapshotColumns } from '../../snapshot/index.js';
import { NONE } from '../no-ordinal.js';
import { predecessorMemory, type PredecessorLists } from '../edges/predecessor-lists.js';
import { PredecessorLog, type PredecessorLinks, linksHere } from '../edges/predecessor-log.js';
import { EDGE, type RetainingEdges } from '../queries/retaining-edges.js';
import type { ColumnPool } from '../column-pool.js';
import { STEPS_PER_CHUNK } from '../chunked-loop.js';

/** Stands in for the number of a node that only a walk that is allowed to may enter. */
export const BARRED: number = NONE - 1;

/** Which nodes a walk enters and which edges it takes. */
export interface WalkRules {
  /** Whether it enters barred nodes. */
  readonly barredToo: boolean;
  /** Edges to nodes with a number below this one are not taken. */
  readonly floor: number;
}

/** So many walks are told apart: a heap has a handful of global objects, but can have millions of stray nodes. */
const MAX_WALKS = 64;

/** What one walk from the root has reached: the numbers from `first` up to, not including, `end`. */
export interface Walk {
  readonly first: number;
  end: number;
  /** Whether nothing leads into it but to its first node: no path from a lower number to the others avoids that one. */
  sealed: boolean;
}

/**
 * A depth-first spanning tree over retaining edges. Its numbers, from 0 for the root, replace ordinals while dominators
 * are computed: parents have lower numbers than their children, and what belongs together lies together. The edges
 * beside the tree are listed as they are met, so no table of all predecessors is built.
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
  /** The edges beside the tree, by target and start. */
  readonly links: PredecessorLists;
  /** The first ones, in ascending order. */
  readonly walks: Walk[] = [];
  /** Targets of shortcuts and of tables' halves that were passed over. */
  readonly passedOver: number[] = [];
  readonly #columns: SnapshotColumns;
  readonly #edges: RetainingEdges;
  /** The next edge to follow, by depth. Only as much of it is touched as the tree is deep. */
  readonly #nextEdge: Uint32Array;
  readonly #log: PredecessorLog;
  /** The node that the walk is at, and how deep that is. */
  #current = 0;
  #depth = 0;
  /** The next of its edges. */
  #edge = 0;
  /** The lowest number outside the walk that is led to. */
  #lowest = 0;

  constructor(
    columns: SnapshotColumns,
    edges: RetainingEdges,
    pool: ColumnPool,
    { lists, carrier }: PredecessorLinks,
  ) {
    this.#columns = columns;
    this.#edges = edges;
    this.order = pool.take();
    this.parent = pool.take();
    this.links = lists;
    this.#log = new PredecessorLog(carrier);
    this.#nextEdge = pool.take();
    this.numberOf = pool.take().fill(NONE);
    this.order[0] = 0;
    this.parent[0] = 0;
    this.numberOf[0] = 0;
  }

  /** Follows an edge from the root to `start`, and all that it leads to. */
  growFromRoot(start: number, rules: WalkRules): void {
    // An ordinal.
    const number = this.numberOf[start]!;
    if (number === NONE || (number === BARRED && rules.barredToo)) this.#grow(start, rules);
    else if (number !== BARRED) {
      this.#log.add(number, 0);
      if (!this.#isFirst(number)) this.#unseal(number);
    }
  }

  /** Gives a node that no walk has reached a number of its own, below the root. */
  addLeaf(node: number): void {
    this.#number(node, 0);
  }

  /** Gives columns back that were needed for growing alone. */
  finish(pool: ColumnPool): void {
    this.#log.finish();
    pool.give(this.#nextEdge, this.numberOf);
  }

  #number(node: number, parent: number): number {
    const number = this.count++;
    this.order[number] = node;
    this.parent[number] = parent;
    this.numberOf[node] = number;
    return number;
  }

  #grow(start: number, rules: WalkRules): void {
    const walk: Walk = { first: this.count, end: this.count, sealed: true };
    this.#lowest = walk.first;
    this.#current = this.#number(start, 0);
    this.#depth = 0;
    // An ordinal.
    this.#edge = this.#columns.nodeFirstEdge[start]!;
    while (this.#goOn(rules));
    walk.end = this.count;
    if (this.#lowest < walk.first) this.#unseal(this.#lowest);
    if (this.walks.length < MAX_WALKS) this.walks.push(walk);
  }

  /** Goes on with the walk for a chunk of steps; whether there is more to do. */
  #goOn({ barredToo, floor }: WalkRules): boolean {
    const { nodeFirstEdge, edgeTo, edgeType } = this.#columns;
    const { order, numberOf, parent, passedOver } = this;
    const log = this.#log;
    const edges = this.#edges;
    const { meaning } = edges;
    const nextEdge = this.#nextEdge;
    let { count } = this;
    let current = this.#current;
    let depth = this.#depth;
    let edge = this.#edge;
    let lowest = this.#lowest;
    // Numbers are below `count`, nodes and edges of this heap, and no walk is deeper than there are nodes.
    let node = order[current]!;
    let end = nodeFirstEdge[node + 1]!;
    let inTable = edges.isTable(node);
    for (let left = STEPS_PER_CHUNK; left > 0; left--) {
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
          numberOf[target] = count;
          current = count++;
          node = target;
          edge = nodeFirstEdge[node]!;
          end = nodeFirstEdge[node + 1]!;
          inTable = edges.isTable(node);
        } else if (seen >= floor && seen !== current) {
          // Up, across, or down past nodes between.
          log.add(seen, current);
          if (seen < lowest && !this.#isFirst(seen)) lowest = seen;
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
    this.#current = current;
    this.#depth = depth;
    this.#edge = edge;
    this.#lowest = lowest;
    return depth > 0 || edge < end;
  }

  #isFirst(number: number): boolean {
    return this.walks.some(({ first }) => first === number);
  }

  /** Takes it that all walks from that of `number` on are led into. */
  #unseal(number: number): void {
    for (const walk of this.walks) if (walk.end > number) walk.sealed = false;
  }
}

/** The tree over all that the root reaches. */
export function growSpanningTree(
  columns: SnapshotColumns,
  edges: RetainingEdges,
  pool: ColumnPool,
): SpanningTree {
  const { nodeCount, edgeCount, nodeFirstEdge, edgeTo } = columns;
  const links = linksHere(predecessorMemory(nodeCount, edgeCount, pool.allocate));
  const tree = new SpanningTree(columns, edges, pool, links);
  // The root's edges.
  for (let edge = 0; edge < nodeFirstEdge[1]!; edge++) {
    if (edges.retains(0, edge)) tree.growFromRoot(edgeTo[edge]!, { barredToo: false, floor: 1 });
  }
  return tree;
}
