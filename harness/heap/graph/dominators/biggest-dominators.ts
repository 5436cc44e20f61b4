import { nodeOrdinal } from '../../../core/units.js';
import type { GraphIndexes } from '../graph-indexes.js';
import type { HeapNode } from '../types.js';

/** A node that retains much memory. */
export interface BiggestDominator {
  readonly node: HeapNode;
  readonly retainedBytes: number;
}

/** A node is skipped if one node that it dominates has more than this share of its retained size. */
const PASSED_ON = 0.5;

/**
 * Returns the nodes that retain most, at the point where memory fans out: a node that gets most of its bytes from a
 * single dominated node is omitted, because that one (or a node below it) is listed. V8's synthetic nodes are left out
 * too. Sizes are those that Chrome DevTools shows.
 */
export function findBiggestDominators(indexes: GraphIndexes, limit: number): BiggestDominator[] {
  const { nodeType, nodeTypes } = indexes.columns;
  const { tree, retained } = indexes.devTools();
  const { count, order, dominator } = tree;
  const synthetic = nodeTypes.indexOf('synthetic');
  const passesOn = new Uint8Array(count);
  // Numbers are below `count` and map to ordinals.
  for (let number = 1; number < count; number++) {
    const above = dominator[number]!;
    if (retained[number]! > PASSED_ON * retained[above]!) passesOn[above] = 1;
  }
  const biggest: number[] = [];
  const byBytes = (a: number, b: number): number => retained[b]! - retained[a]! || a - b;
  let least = 0;
  for (let number = 1; number < count; number++) {
    if (passesOn[number] === 1 || retained[number]! <= least) continue;
    if (nodeType[order[number]!] === synthetic) continue;
    biggest.push(number);
    if (biggest.length < 2 * limit + 1000) continue;
    biggest.sort(byBytes).splice(limit);
    least = retained[biggest.at(-1) ?? 0] ?? 0;
  }
  return biggest
    .sort(byBytes)
    .slice(0, limit)
    .map((number) => ({
      node: indexes.nodeView(nodeOrdinal(order[number]!)),
      retainedBytes: retained[number]!,
    }));
}
