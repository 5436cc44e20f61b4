import type { DominatorTree } from '../dominators/dominators.js';
import { NONE } from '../no-ordinal.js';
import type { ColumnPool } from '../column-pool.js';
import type { Bytes } from './owned-sizes.js';

/** The input of a summation: a tree, bytes by its numbers, rows by node. */
export interface Rows {
  readonly tree: DominatorTree;
  /** Retained bytes by number. */
  readonly retained: Bytes;
  /** Row by node; `NONE` for nodes in no row. */
  readonly rowOf: Uint32Array;
  readonly rowCount: number;
}

/** Computes retained bytes by row: those of its nodes that no other node of the row dominates. */
export function sumByRow(rows: Rows, pool: ColumnPool): Float64Array {
  return sumBySets(rows, pool) ?? sumByWalk(rows, pool);
}

/** Larger tables of sets do not fit the processor's caches. */
const MAX_ENTRIES = 1 << 22;

/**
 * Sums up in one pass in the order of numbers, in which dominators come first: each node has the number of the set of
 * rows that it and its dominators are in. Real heaps repeat themselves, so there are few sets; undefined if there are
 * too many.
 *
 * @param maxEntries maximum of sets times rows
 */
export function sumBySets(
  { tree: { count, order, dominator }, retained, rowOf, rowCount }: Rows,
  pool: ColumnPool,
  maxEntries: number = MAX_ENTRIES,
): Float64Array | undefined {
  const sums = new Float64Array(rowCount);
  const sets = new RowSets(rowCount);
  const setOf = pool.take();
  setOf[0] = RowSets.EMPTY;
  // Indexes are numbers below `count`, nodes, rows and existing sets.
  for (let number = 0; number < count; number++) {
    const above = setOf[dominator[number]!]!;
    const row = rowOf[order[number]!]!;
    const set = row === NONE ? above : sets.with(above, row);
    if (set !== above) sums[row]! += retained[number]!;
    setOf[number] = set;
    if (sets.entryCount > maxEntries) {
      pool.give(setOf);
      return undefined;
    }
  }
  pool.give(setOf);
  return sums;
}

/** Sets of rows, numbered from 0 in the order in which they are created. */
class RowSets {
  static readonly EMPTY = 0;
  readonly #rowCount: number;
  #count = 1;
  /** By set and row: the set with the row added, or the set itself if it has the row; 0 if not computed yet. */
  #next: Uint32Array;

  constructor(rowCount: number) {
    this.#rowCount = rowCount;
    this.#next = new Uint32Array(16 * rowCount);
  }

  get entryCount(): number {
    return this.#count * this.#rowCount;
  }

  with(set: number, row: number): number {
    // A set and a row of the table.
    const known = this.#next[set * this.#rowCount + row]!;
    return known === 0 ? this.#add(set, row) : known;
  }

  #add(set: number, row: number): number {
    const rowCount = this.#rowCount;
    const added = this.#count++;
    if (this.entryCount > this.#next.length) {
      const larger = new Uint32Array(2 * this.#next.length);
      larger.set(this.#next);
      this.#next = larger;
    }
    const next = this.#next;
    next[set * rowCount + row] = added;
    next[added * rowCount + row] = added;
    for (let other = 0; other < rowCount && set !== RowSets.EMPTY; other++) {
      if (next[set * rowCount + other] === set) next[added * rowCount + other] = added;
    }
    return added;
  }
}

/** Walks the tree once, with a count of open nodes by row. */
export function sumByWalk(
  { tree: { count, order, dominator }, retained, rowOf, rowCount }: Rows,
  pool: ColumnPool,
): Float64Array {
  const sums = new Float64Array(rowCount);
  const open = new Uint32Array(rowCount);
  // The children of each node as a list, ascending; 0 ends it, because the root is not a child.
  const firstChild = pool.take().fill(0, 0, count);
  const nextSibling = pool.take();
  // Indexes are numbers below `count`, nodes and rows.
  for (let number = count - 1; number > 0; number--) {
    const above = dominator[number]!;
    nextSibling[number] = firstChild[above]!;
    firstChild[above] = number;
  }
  nextSibling[0] = 0;
  for (let number = 0; ;) {
    // Down.
    const row = rowOf[order[number]!]!;
    if (row !== NONE && open[row]!++ === 0) sums[row]! += retained[number]!;
    const child = firstChild[number]!;
    if (child !== 0) {
      number = child;
      continue;
    }
    // Up, until there is a next sibling.
    for (;;) {
      const left = rowOf[order[number]!]!;
      if (left !== NONE) open[left]!--;
      if (number === 0) return sums;
      const next = nextSibling[number]!;
      if (next !== 0) {
        number = next;
        break;
      }
      number = dominator[number]!;
    }
  }
}
