import type { SnapshotColumns } from '../../snapshot/index.js';
import { type DominatorTree, findDominators } from '../dominators.js';
import { NONE } from '../none.js';
import { RetainingEdges } from '../retaining-edges.js';
import { Slabs } from '../slabs.js';
import type { ClassTableRow } from '../views.js';
import { findWeakMapPairs } from '../weak-map-pairs.js';
import type { Bytes } from './owned-sizes.js';
import { growPageOwnedTree } from './page-owned-tree.js';
import { sortBeside } from './sort-beside.js';

/** Retained sizes as Chrome DevTools computes them, over the numbers of its dominator tree. */
export interface DevToolsHeap {
  readonly tree: DominatorTree;
  /** Retained bytes by number. */
  readonly retained: Bytes;
  /** The table's rows, largest retained size first. */
  readonly table: readonly ClassTableRow[];
}

/**
 * Computes Chrome DevTools' table of classes, after the heap snapshot model of `devtools-frontend`: dominators, and
 * beside them shallow sizes with their owners and classes; then sizes summed up along the tree. Columns that are no longer needed
 * become those of the next step.
 */
export function computeDevToolsHeap(columns: SnapshotColumns): DevToolsHeap {
  const sorting = sortBeside(columns);
  const slabs = new Slabs(columns.nodeCount);
  const edges = new RetainingEdges(columns, findWeakMapPairs(columns, { singleLine: true }));
  const tree = findDominators(growPageOwnedTree(columns, edges, slabs), slabs);
  const { rows, rowOf, bytes } = sorting.take(slabs);
  const is32Bit = bytes instanceof Uint32Array;
  const retained = toNumbers(tree, bytes, is32Bit ? slabs.take() : new Float64Array(bytes.length));
  if (is32Bit) slabs.give(bytes);
  const rowOfNumber = toNumbers(tree, rowOf, slabs.take());
  slabs.give(rowOf);
  sumUp(tree, retained);
  const sums = sumByRow(tree, retained, rowOfNumber, rows.length, slabs);
  const table = rows
    .map(({ name, count, shallowBytes, location }, at): ClassTableRow => {
      const row = { name, count, shallowBytes, retainedBytes: sums[at] ?? 0 };
      return location ? { ...row, location } : row;
    })
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.retainedBytes - a.retainedBytes || (a.name < b.name ? -1 : 1));
  return { tree, retained, table };
}

/** Sorts a column by node into one by number. */
function toNumbers<T extends Bytes>({ count, order }: DominatorTree, byNode: Bytes, byNumber: T): T {
  // Numbers below `count`, which stand for ordinals.
  for (let number = 0; number < count; number++) byNumber[number] = byNode[order[number]!]!;
  return byNumber;
}

/** Adds to each node what it dominates; backwards every node comes before its dominator. */
function sumUp({ count, dominator }: DominatorTree, retained: Bytes): void {
  // Numbers below `count`.
  for (let number = count - 1; number > 0; number--) retained[dominator[number]!]! += retained[number]!;
}

/**
 * Retained bytes by row: those of its nodes that no other node of the row dominates. Walks the tree once, with a count
 * of open nodes by row.
 */
function sumByRow(
  { count, dominator }: DominatorTree,
  retained: Bytes,
  rowOf: Uint32Array,
  rowCount: number,
  slabs: Slabs,
): Float64Array {
  const sums = new Float64Array(rowCount);
  const open = new Uint32Array(rowCount);
  // The children of each node as a list, ascending; 0 ends it, for the root is nobody's child.
  const firstChild = slabs.take().fill(0, 0, count);
  const nextSibling = slabs.take();
  // All are numbers below `count`, and rows.
  for (let number = count - 1; number > 0; number--) {
    const above = dominator[number]!;
    nextSibling[number] = firstChild[above]!;
    firstChild[above] = number;
  }
  nextSibling[0] = 0;
  for (let number = 0; ;) {
    // Down.
    const row = rowOf[number]!;
    if (row !== NONE && open[row]!++ === 0) sums[row]! += retained[number]!;
    const child = firstChild[number]!;
    if (child !== 0) {
      number = child;
      continue;
    }
    // Up, until there is a next one.
    for (;;) {
      const left = rowOf[number]!;
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
