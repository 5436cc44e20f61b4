import type { PredecessorLists } from '../edges/predecessor-lists.js';
import type { ColumnPool } from '../column-pool.js';
import type { SpanningTree } from './spanning-tree.js';
import { STEPS_PER_CHUNK } from '../chunked-loop.js';

/** A dominator tree over the numbers of a spanning tree: a node's dominator has a lower number. */
export interface DominatorTree {
  /** How many nodes are in it. */
  readonly count: number;
  /** Ordinal by number; valid below `count`. */
  readonly order: Uint32Array;
  /** The dominator's number by number; the root's is its own. */
  readonly dominator: Uint32Array;
}

/**
 * Computes dominators with the Semi-NCA algorithm: semidominators after Lengauer and Tarjan, "A fast algorithm for
 * finding dominators in a flowgraph" (1979), with path compression; then each node's dominator as the nearest common
 * ancestor of its parent and its semidominator, after Georgiadis, "Linear-time algorithms for dominators and related
 * problems" (2005). O(edges × log nodes) whatever the shape, without recursion.
 *
 * Consumes the tree: its columns are changed or given back.
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
 * The semidominator of each node: the least number from which a path leads to it over higher numbers only. From the
 * highest number down; nodes above the current one form trees of which paths are compressed as they are walked.
 */
function findSemidominators({ count, parent, links, walks }: SpanningTree, pool: ColumnPool): Uint32Array {
  const forest: Forest = { parent, links, semi: pool.take(), ancestor: pool.take(), path: pool.take() };
  forest.ancestor.set(parent.subarray(0, count));
  for (let end = count; end > 1;) {
    while (end <= (walks.at(-1)?.first ?? 0)) walks.pop();
    const walk = walks.at(-1);
    const isIn = walk !== undefined && end <= walk.end;
    // A chunk lies within a walk, or in none.
    const from = Math.max(end - STEPS_PER_CHUNK, isIn ? walk.first : (walk?.end ?? 1), 1);
    // No node of a sealed walk has a semidominator before the walk's first: half of all links need not be looked at.
    findInChunk(forest, from, end, isIn && walk.sealed ? walk.first : 0);
    end = from;
  }
  pool.give(forest.path, forest.ancestor, links.last);
  return forest.semi;
}

/** What semidominators are found with, by number. */
interface Forest {
  readonly parent: Uint32Array;
  /** Once a list has been read, its last entry is the least semidominator between a node and its ancestor, that one not included. */
  readonly links: PredecessorLists;
  /** The answer. */
  readonly semi: Uint32Array;
  /** An ancestor in the tree: the parent, or farther up where paths were compressed. */
  readonly ancestor: Uint32Array;
  /** Room for one path. */
  readonly path: Uint32Array;
}

/** From `end` - 1 down to `from`, of which none is below `least`. */
function findInChunk(forest: Forest, from: number, end: number, least: number): void {
  const { parent, links, semi, ancestor, path } = forest;
  const label = links.last;
  // All are numbers below `count`.
  for (let number = end - 1; number >= from; number--) {
    let best = parent[number]!;
    for (let link = links.last[number]!; link !== 0 && best > least; link = links.before(link)) {
      const start = links.startOf(link);
      if (start < number) {
        // From an ancestor.
        if (start < best) best = start;
        continue;
      }
      // The highest node of the trees above `number` on the way up from the edge's start.
      let top = start;
      let length = 0;
      while (ancestor[top]! > number) {
        path[length++] = top;
        top = ancestor[top]!;
      }
      // Down again: every node on the way learns the best, and where the way ends.
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

/** So many steps per node are walked before jump pointers are built. */
const PATIENCE = 8;

/**
 * The dominators, from the root down: from the parent up the dominators until the semidominator is reached or passed.
 * Takes the place of `parent`. Chains that would make this quadratic are jumped over.
 */
function resolveDominators(
  count: number,
  parent: Uint32Array,
  semi: Uint32Array,
  pool: ColumnPool,
): Uint32Array {
  const dominator = parent;
  let steps = PATIENCE * count;
  // All are numbers below `count`; what lies below the current one is final.
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
 * The same for numbers from `start`, in logarithmic time each: every node also has a pointer to an ancestor further up,
 * as far as its depth allows, after Myers, "An applicative random-access stack" (1983).
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
  // As above.
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
