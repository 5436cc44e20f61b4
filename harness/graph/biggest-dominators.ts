import { nodeOrdinal } from '../core/units.js';
import type { GraphIndexes } from './graph-indexes.js';
import { NONE } from './none.js';
import type { HeapNode } from './views.js';

/** A node that much memory hangs on. */
export interface BiggestDominator {
  readonly node: HeapNode;
  readonly retainedBytes: number;
}

/** A node is skipped when one node that it dominates has more than this share of what it retains. */
const PASSED_ON = 0.5;

/**
 * The nodes that retain most, where that fans out: a node that has most of its bytes from a single node that it
 * dominates is left out, for that one is listed (or what is below it). V8's synthetic nodes are left out too.
 */
export function findBiggestDominators(indexes: GraphIndexes, limit: number): BiggestDominator[] {
  const { nodeType, nodeTypes, nodeCount } = indexes.columns;
  const { dominator } = indexes.dominators();
  const retained = indexes.retained();
  const synthetic = nodeTypes.indexOf('synthetic');
  const passesOn = new Uint8Array(nodeCount);
  // All are ordinals.
  for (let node = 0; node < nodeCount; node++) {
    const above = dominator[node]!;
    if (above !== NONE && retained[node]! > PASSED_ON * retained[above]!) passesOn[above] = 1;
  }
  const biggest: number[] = [];
  let least = 0;
  for (let node = 0; node < nodeCount; node++) {
    if (passesOn[node] === 1 || nodeType[node] === synthetic || retained[node]! <= least) continue;
    biggest.push(node);
    if (biggest.length < 2 * limit + 1000) continue;
    biggest.sort((a, b) => retained[b]! - retained[a]!).splice(limit);
    least = retained[biggest.at(-1) ?? 0] ?? 0;
  }
  return biggest
    .sort((a, b) => retained[b]! - retained[a]! || a - b)
    .slice(0, limit)
    .map((node) => ({ node: indexes.nodeView(nodeOrdinal(node)), retainedBytes: retained[node]! }));
}
