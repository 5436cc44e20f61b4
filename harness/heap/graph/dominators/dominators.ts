import type { PredecessorLists } from '../edges/predecessor-lists.js';
import type { ColumnPool } from '../column-pool.js';
import type { SpanningTree } from './spanning-tree.js';
import { STEPS_PER_CHUNK } from '../chunked-loop.js';

/** A dominator tree over the numbers of a spanning tree: a node's dominator has a lower number. */
export interface DominatorTree {
  /** Number of nodes in the tree. */
  readonly count: number;
  /** Ordinal by number; valid below `count`. */
  readonly order: Uint32Array;
  /** The dominator's number, by number; the root is its own dominator. */
  readonly dominator: Uint32Array;
}

/**
 * Computes dominators with the Semi-NCA algorithm: semidominators after Lengauer and Tarjan, "A fast algorithm for
 * finding dominators in a flowgraph" (1979), with path compression; then each node's dominator as the nearest common
 * ancestor of its parent and its semidominator, after Georgiadis, "Linear-time algorithms for dominators and related
 * problems" (2005). O(edges × log nodes) for every shape, without recursion.
 *
 * Consumes the tree: its columns are overwritten or returned to the pool.
 */
export function findDominators(tree: SpanningTree, pool: ColumnPool): DominatorTree {
  tree.finish(pool);
  const { count, order, parent } = tree;
  const semi = findSemidominators(tree, pool);
  const dominator = resolveDominators(count, parent, semi, pool);
  pool.give(semi);
  return { count, order, dominator };
}

/**
 * Computes the semidominator of each node: the lowest number from which a path leads to it over higher numbers only.
 * Goes from the highest number down; nodes above the current one form trees whose paths are compressed as they are
 * walked.
 */
function findSemidominators({ count, parent, links, walks }: SpanningTree, pool: ColumnPool): Uint32Array {
  const forest: Forest = { parent, links, semi: pool.take(), ancestor: pool.take(), path: pool.take() };
  forest.ancestor.set(parent.subarray(0, count));
  for (let end = count; end > 1;) {
    while (end <= (walks.at(-1)?.first ?? 0)) walks.pop();
    const walk = walks.at(-1);
    const isIn = walk !== undefined && end <= walk.end;
    // A chunk lies within one walk, or in none.
    const from = Math.max(end - STEPS_PER_CHUNK, isIn ? walk.first : (walk?.end ?? 1), 1);
    // No node of a sealed walk has a semidominator before the walk's first node, so half of all links can be skipped.
    findInChunk(forest, from, end, isIn && walk.sealed ? walk.first : 0);
    end = from;
  }
  pool.give(forest.path, forest.ancestor, links.last);
  return forest.semi;
}

/** Working columns for computing semidominators, by number. */
interface Forest {
  readonly parent: Uint32Array;
  /**
   * Once a list has been read, its last entry is the lowest semidominator between a node and its ancestor (exclusive).
   */
  readonly links: PredecessorLists;
  /** The result. */
  readonly semi: Uint32Array;
  /** An ancestor in the tree: the parent, or a higher one if paths were compressed. */
  readonly ancestor: Uint32Array;
  /** Room for one path. */
  readonly path: Uint32Array;
}

/** Processes the numbers from `end` - 1 down to `from`, none of whose semidominators is below `least`. */
function findInChunk(forest: Forest, from: number, end: number, least: number): void {
  const { parent, links, semi, ancestor, path } = forest;
  const label = links.last;
  // Indexes are numbers below `count`.
  for (let number = end - 1; number >= from; number--) {
    let best = parent[number]!;
    for (let link = links.last[number]!; link !== 0 && best > least; link = links.before(link)) {
      const start = links.startOf(link);
      if (start < number) {
        // The edge starts at an ancestor.
        if (start < best) best = start;
        continue;
      }
      // The highest node on the way up from the edge's start that is still above `number`.
      let top = start;
      let length = 0;
      while (ancestor[top]! > number) {
        path[length++] = top;
        top = ancestor[top]!;
      }
      // Down again: every node on the way gets the lowest semidominator and the end of the way.
      const up = ancestor[top]!;
      let lowest = label[top]!;
      while (length > 0) {
        const at = path[--length]!;
        if (label[at]! > lowest) label[at] = lowest;
        else lowest = label[at]!;
        ancestor[at] = up;
      }
      if (lowest < best) best = lowest;
    }
    semi[number] = best;
    label[number] = best;
  }
}

/** Steps per node that are walked before jump pointers are built. */
const PATIENCE = 8;

/**
 * Computes the dominators from the root down: for each node, walks from its parent up the dominators until it reaches
 * or passes the semidominator. Overwrites `parent`. Chains that would make this quadratic are jumped over.
 */
function resolveDominators(
  count: number,
  parent: Uint32Array,
  semi: Uint32Array,
  pool: ColumnPool,
): Uint32Array {
  const dominator = parent;
  let steps = PATIENCE * count;
  // Indexes are numbers below `count`; entries below the current one are final.
  for (let number = 1; number < count; number++) {
    const target = semi[number]!;
    let at = parent[number]!;
    while (at > target) {
      at = dominator[at]!;
      steps--;
    }
    dominator[number] = at;
    if (steps < 0) {
      resolveByJumps(number + 1, count, dominator, semi, pool);
      break;
    }
  }
  return dominator;
}

/**
 * Does the same for numbers from `start`, in logarithmic time each: every node also has a pointer to an ancestor
 * further up, as far as its depth allows, after Myers, "An applicative random-access stack" (1983).
 */
function resolveByJumps(
  start: number,
  count: number,
  dominator: Uint32Array,
  semi: Uint32Array,
  pool: ColumnPool,
): void {
  const jump = pool.take();
  const depth = pool.take();
  jump[0] = 0;
  depth[0] = 0;
  // See above.
  for (let number = 1; number < count; number++) {
    if (number >= start) {
      const target = semi[number]!;
      let at = dominator[number]!;
      while (at > target) at = jump[at]! >= target ? jump[at]! : dominator[at]!;
      dominator[number] = at;
    }
    const up = dominator[number]!;
    const far = jump[up]!;
    depth[number] = depth[up]! + 1;
    const farther = depth[far]! - depth[jump[far]!]!;
    const isEven = depth[up] === depth[far]! + farther;
    jump[number] = isEven ? jump[far]! : up;
  }
  pool.give(jump, depth);
}
