import type { SnapshotColumns } from '../snapshot/index.js';
import { NONE } from './none.js';

/** The dominator tree over retaining edges. */
export interface Dominators {
  /** The node through which every path from the root leads, nearest first; `NONE` for the root and unreachable nodes. By node. */
  readonly dominator: Uint32Array;
  /** All reachable nodes, each behind its dominator; the root first. */
  readonly order: Uint32Array;
}

/** A depth-first spanning tree; its numbers, from 0 for the root, replace ordinals while dominators are computed. */
interface SpanningTree {
  /** Ordinal by number. */
  readonly order: Uint32Array;
  /** Number by ordinal, or `NONE`. */
  readonly numberOf: Uint32Array;
  /** Parent's number by number. */
  readonly parent: Uint32Array;
}

/**
 * Computes dominators after Lengauer and Tarjan, "A fast algorithm for finding dominators in a flowgraph" (1979), in
 * the variant with simple path compression: O(edges × log nodes) whatever the shape, without recursion.
 */
export function findDominators(columns: SnapshotColumns, retaining: Uint8Array): Dominators {
  const tree = spanningTree(columns, retaining);
  const immediate = immediateDominators(tree.parent, predecessors(columns, retaining, tree));
  const { order } = tree;
  const dominator = new Uint32Array(columns.nodeCount).fill(NONE);
  // Numbers and ordinals are within their arrays by construction.
  for (let number = 1; number < order.length; number++)
    dominator[order[number]!] = order[immediate[number]!]!;
  return { dominator, order };
}

function spanningTree(columns: SnapshotColumns, retaining: Uint8Array): SpanningTree {
  const { nodeCount, nodeFirstEdge, edgeTo } = columns;
  const order = new Uint32Array(nodeCount);
  const parent = new Uint32Array(nodeCount);
  const numberOf = new Uint32Array(nodeCount).fill(NONE);
  // The next edge to follow, by node: with `parent` it replaces the stack.
  const nextEdge = nodeFirstEdge.slice(0, nodeCount);
  let count = 1;
  numberOf[0] = 0;
  let current = 0;
  // `current` is a number below `count`; its node, edges and targets are within their arrays.
  for (;;) {
    const node = order[current]!;
    const end = nodeFirstEdge[node + 1]!;
    let edge = nextEdge[node]!;
    while (edge < end && (retaining[edge] === 0 || numberOf[edgeTo[edge]!] !== NONE)) edge++;
    nextEdge[node] = edge + 1;
    if (edge < end) {
      const target = edgeTo[edge]!;
      order[count] = target;
      parent[count] = current;
      numberOf[target] = count;
      current = count++;
    } else if (current === 0) {
      return { order: order.slice(0, count), parent: parent.slice(0, count), numberOf };
    } else {
      current = parent[current]!;
    }
  }
}

/** The numbers of each number's predecessors, in compressed rows: `from[first[n]]` up to `from[first[n + 1]]`. */
interface Predecessors {
  readonly first: Uint32Array;
  readonly from: Uint32Array;
}

function predecessors(columns: SnapshotColumns, retaining: Uint8Array, tree: SpanningTree): Predecessors {
  const { nodeFirstEdge, edgeTo } = columns;
  const { order, numberOf } = tree;
  const first = new Uint32Array(order.length + 2);
  // All targets of retaining edges of numbered nodes are numbered. Counting, then summing, then distributing; a row
  // is filled through `first[n + 1]`, which ends where the row ends.
  for (const node of order) {
    for (let edge = nodeFirstEdge[node]!; edge < nodeFirstEdge[node + 1]!; edge++) {
      if (retaining[edge] === 1) first[numberOf[edgeTo[edge]!]! + 2]!++;
    }
  }
  for (let number = 2; number < first.length; number++) first[number]! += first[number - 1]!;
  const from = new Uint32Array(first.at(-1)!);
  for (let number = 0; number < order.length; number++) {
    const node = order[number]!;
    for (let edge = nodeFirstEdge[node]!; edge < nodeFirstEdge[node + 1]!; edge++) {
      if (retaining[edge] === 1) from[first[numberOf[edgeTo[edge]!]! + 1]!++] = number;
    }
  }
  return { first, from };
}

/** Immediate dominators, all in numbers of the spanning tree; the root's is itself. */
function immediateDominators(parent: Uint32Array, { first, from }: Predecessors): Uint32Array {
  const count = parent.length;
  const forest = new SemidominatorForest(parent);
  const { semi } = forest;
  const immediate = new Uint32Array(count);
  // Nodes by semidominator, as linked lists.
  const bucket = new Uint32Array(count).fill(NONE);
  const nextInBucket = new Uint32Array(count).fill(NONE);
  // All indexes are numbers below `count`, or places in `from`.
  for (let number = count - 1; number > 0; number--) {
    // Phase 1: the semidominator, the least number from which a path over higher numbers leads here.
    let least = number;
    for (let at = first[number]!; at < first[number + 1]!; at++) {
      least = Math.min(least, semi[forest.best(from[at]!)]!);
    }
    semi[number] = least;
    nextInBucket[number] = bucket[least]!;
    bucket[least] = number;

    // Phase 2: what waited for this node's parent: its dominator, or a node with the same one.
    const up = parent[number]!;
    forest.link(number);
    for (let waiting = bucket[up]!; waiting !== NONE; waiting = nextInBucket[waiting]!) {
      const best = forest.best(waiting);
      immediate[waiting] = semi[best]! < semi[waiting]! ? best : up;
    }
    bucket[up] = NONE;
  }
  // Phase 3: resolve those "same ones", from the root down.
  for (let number = 1; number < count; number++) {
    if (immediate[number] !== semi[number]) immediate[number] = immediate[immediate[number]!]!;
  }
  return immediate;
}

/** The part of the spanning tree that was worked off, as trees with compressed paths. */
class SemidominatorForest {
  readonly semi: Uint32Array;
  readonly #parent: Uint32Array;
  readonly #label: Uint32Array;
  readonly #ancestor: Uint32Array;
  readonly #path: Uint32Array;

  constructor(parent: Uint32Array) {
    const count = parent.length;
    this.#parent = parent;
    this.semi = Uint32Array.from({ length: count }, (_, number) => number);
    this.#label = this.semi.slice();
    this.#ancestor = new Uint32Array(count).fill(NONE);
    this.#path = new Uint32Array(count);
  }

  /** Hangs `number` below its parent. */
  link(number: number): void {
    // A number of the tree.
    this.#ancestor[number] = this.#parent[number]!;
  }

  /** The node with the least semidominator on the way from `number` up to, not including, its tree's root. */
  best(number: number): number {
    const { semi } = this;
    const ancestor = this.#ancestor;
    const label = this.#label;
    const path = this.#path;
    // All values are numbers of the tree; the path is no longer than the tree is deep.
    let at = number;
    let length = 0;
    while (ancestor[at] !== NONE && ancestor[ancestor[at]!] !== NONE) {
      path[length++] = at;
      at = ancestor[at]!;
    }
    while (length > 0) {
      const below = path[--length]!;
      const above = ancestor[below]!;
      if (semi[label[above]!]! < semi[label[below]!]!) label[below] = label[above]!;
      ancestor[below] = ancestor[above]!;
    }
    return label[number]!;
  }
}
