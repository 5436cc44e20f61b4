import type { SnapshotColumns } from '../../snapshot/index.js';
import { type DominatorTree, findDominators } from '../dominators/dominators.js';
import { RetainingEdges } from '../queries/retaining-edges.js';
import { ColumnPool } from '../column-pool.js';
import type { ClassTableRow } from '../types.js';
import { findWeakMapPairs } from '../queries/weak-map-pairs.js';
import type { Bytes } from './owned-sizes.js';
import { growPageOwnedTree } from './page-owned-tree.js';
import { sumByRow } from './sum-by-row.js';
import { type ParallelWork, runInParallel } from './run-in-parallel.js';

/** Retained sizes as computed by Chrome DevTools, by the numbers of its dominator tree. */
export interface DevToolsHeap {
  readonly tree: DominatorTree;
  /** Retained bytes by number. */
  readonly retained: Bytes;
  /** Rows of the class table, largest retained size first. */
  readonly table: readonly ClassTableRow[];
}

/**
 * Computes Chrome DevTools' class table, after the heap snapshot model of `devtools-frontend`: dominators and, in
 * parallel, shallow sizes with their owners and classes; then sizes summed up along the tree. Columns that are no
 * longer needed are reused by the next step.
 */
export function computeDevToolsHeap(columns: SnapshotColumns): DevToolsHeap {
  const parallel = runInParallel(columns);
  try {
    return computeWith(columns, parallel);
  } finally {
    parallel.end();
  }
}

function computeWith(columns: SnapshotColumns, parallel: ParallelWork): DevToolsHeap {
  const pool = new ColumnPool(columns.nodeCount);
  const edges = new RetainingEdges(columns, findWeakMapPairs(columns, { singleLine: true }), {
    asDevTools: true,
  });
  const tree = findDominators(growPageOwnedTree(columns, edges, pool, parallel.links()), pool);
  const { rows, rowOf, bytes } = parallel.sorted(pool);
  const retained = bytes instanceof Uint32Array ? pool.take() : new Float64Array(bytes.length);
  sumUp(tree, bytes, retained.fill(0));
  const sums = sumByRow({ tree, retained, rowOf, rowCount: rows.length }, pool);
  const table = rows
    .map(({ name, count, shallowBytes, location }, at): ClassTableRow => {
      const row = { name, count, shallowBytes, retainedBytes: sums[at] ?? 0 };
      return location ? { ...row, location } : row;
    })
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.retainedBytes - a.retainedBytes || (a.name < b.name ? -1 : 1));
  return { tree, retained, table };
}

/**
 * Computes the retained bytes of each number. Going backwards, every node comes before its dominator.
 *
 * @param bytes by node
 * @param retained by number, zeros
 */
function sumUp({ count, order, dominator }: DominatorTree, bytes: Bytes, retained: Bytes): void {
  // Numbers are below `count`; `order` holds ordinals.
  for (let number = count - 1; number > 0; number--) {
    const all = retained[number]! + bytes[order[number]!]!;
    retained[number] = all;
    retained[dominator[number]!]! += all;
  }
  retained[0]! += bytes[order[0]!]!;
}
