import { edgeOrdinal, nodeOrdinal, type NodeOrdinal } from '../../../core/units.js';
import type { SnapshotColumns } from '../../snapshot/index.js';
import { edgeSource, edgesTo } from './edge-source.js';
import type { GraphIndexes } from '../graph-indexes.js';
import type { HeapEdge, Retainer } from '../types.js';

/** Yields the references that start at a node of this heap. */
export function* edgesFrom(indexes: GraphIndexes, node: NodeOrdinal): Generator<HeapEdge> {
  const { nodeFirstEdge, edgeTo } = indexes.columns;
  // `node + 1` has an entry; edges are below `edgeCount`, here and below.
  const end = nodeFirstEdge[node + 1]!;
  for (let edge = nodeFirstEdge[node]!; edge < end; edge++) {
    yield { edge: edgeOrdinal(edge), ...indexes.edgeLabel(edge), to: nodeOrdinal(edgeTo[edge]!) };
  }
}

/** Yields the edges of type `element` that start at a node of this heap. */
export function* elementsFrom(
  { nodeFirstEdge, edgeType, edgeTypes, edgeNameOrIndex, edgeTo }: SnapshotColumns,
  node: NodeOrdinal,
): Generator<readonly [index: number, to: NodeOrdinal]> {
  const element = edgeTypes.indexOf('element');
  const end = nodeFirstEdge[node + 1]!;
  for (let edge = nodeFirstEdge[node]!; edge < end; edge++) {
    if (edgeType[edge] === element) yield [edgeNameOrIndex[edge]!, nodeOrdinal(edgeTo[edge]!)];
  }
}

/** Returns the references that lead to a node of this heap. */
export function retainersOf(indexes: GraphIndexes, node: NodeOrdinal): Retainer[] {
  return Array.from(edgesTo(indexes.edgesByTarget(), node), (edge) => {
    const from = edgeSource(indexes.columns, edge);
    const weak = !indexes.retainingEdges().retains(from, edge);
    return { edge, ...indexes.edgeLabel(edge), from, weak };
  });
}
