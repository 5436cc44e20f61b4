import type { SnapshotColumns } from '../../snapshot/index.js';
import { NONE } from '../no-ordinal.js';
import { predecessorMemory, type PredecessorLists } from '../edges/predecessor-lists.js';
import { PredecessorLog, type PredecessorLinks, linksHere } from '../edges/predecessor-log.js';
import { EDGE, type RetainingEdges } from '../queries/retaining-edges.js';
import type { ColumnPool } from '../column-pool.js';
import { STEPS_PER_CHUNK } from '../chunked-loop.js';

/** Stands for the number of a node that only certain walks may enter. */
export const BARRED: number = NONE - 1;

/** The nodes that a walk may enter and the edges that it follows. */
export interface WalkRules {
  /** Whether the walk enters barred nodes. */
  readonly barredToo: boolean;
  /** Edges to nodes with a number below this one are not followed. */
  readonly floor: number;
}

/** Number of walks that are recorded: a heap has a handful of global objects, but can have millions of stray nodes. */
const MAX_WALKS = 64;

/** The nodes reached by one walk from the root: the numbers from `first` to `end` (exclusive). */
export interface Walk {
  readonly first: number;
  end: number;
  /** Whether edges lead into it only to its first node, so that every path from a lower number passes that node. */
  sealed: boolean;
}

/**
 * A depth-first spanning tree over retaining edges. Its numbers, from 0 for the root, replace ordinals while dominators
 * are computed: parents have lower numbers than their children, and related nodes are close together. Edges outside the
 * tree are listed as they are met, so no table of all predecessors is built.
 */
export class SpanningTree {
  /** Number of nodes that have a number. */
  count = 1;
  /** Ordinal by number. */
  readonly order: Uint32Array;
  /** Number by ordinal; `NONE` or `BARRED` for nodes without one. */
  readonly numberOf: Uint32Array;
  /** The parent's number, by number. */
  readonly parent: Uint32Array;
  /** The edges outside the tree, by target and start. */
  readonly links: PredecessorLists;
  /** The first walks, in ascending order. */
  readonly walks: Walk[] = [];
  /** Targets of shortcuts and table halves that were skipped. */
  readonly passedOver: number[] = [];
  readonly #columns: SnapshotColumns;
  readonly #edges: RetainingEdges;
  /** The next edge to follow, by depth. Only as many entries are touched as the tree is deep. */
  readonly #nextEdge: Uint32Array;
  readonly #log: PredecessorLog;
  /** The current node of the walk and its depth. */
  #current = 0;
  #depth = 0;
  /** The next edge of the current node. */
  #edge = 0;
  /** The lowest number outside the walk that an edge leads to. */
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

  /** Follows an edge from the root to `start` and everything reachable from it. */
  growFromRoot(start: number, rules: WalkRules): void {
    // `start` is an ordinal.
    const number = this.numberOf[start]!;
    if (number === NONE || (number === BARRED && rules.barredToo)) this.#grow(start, rules);
    else if (number !== BARRED) {
      this.#log.add(number, 0);
      if (!this.#isFirst(number)) this.#unseal(number);
    }
  }

  /** Gives a number to a node that no walk has reached, as a child of the root. */
  addLeaf(node: number): void {
    this.#number(node, 0);
  }

  /** Returns columns to the pool that only growing needs. */
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
    // `start` is an ordinal.
    this.#edge = this.#columns.nodeFirstEdge[start]!;
    while (this.#goOn(rules));
    walk.end = this.count;
    if (this.#lowest < walk.first) this.#unseal(this.#lowest);
    if (this.walks.length < MAX_WALKS) this.walks.push(walk);
  }

  /** Continues the walk for a chunk of steps; returns whether it is unfinished. */
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
    // Indexes are numbers below `count`, or nodes and edges of this heap; no walk is deeper than there are nodes.
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
          // Up, across, or down past other nodes.
          log.add(seen, current);
          if (seen < lowest && !this.#isFirst(seen)) lowest = seen;
        }
      }
      if (depth === 0) break;
      // All edges of the node are followed: up again.
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

  /** Marks all walks from that of `number` on as not sealed. */
  #unseal(number: number): void {
    for (const walk of this.walks) if (walk.end > number) walk.sealed = false;
  }
}

/** Grows the tree of everything that the root reaches. */
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
