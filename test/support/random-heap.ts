import fc from 'fast-check';

import { nodeOrdinal } from '../../harness/core/units.js';
import { type Dialect, NODE_20, SnapshotBuilder } from './snapshot-builder.js';

/** Types of edges that random heaps have; `weak` often enough to matter. */
const EDGE_TYPES = ['property', 'element', 'internal', 'context', 'hidden', 'weak', 'shortcut'];

interface RandomEdge {
  readonly from: number;
  readonly to: number;
  readonly type: string;
  readonly name: string;
  readonly index: number;
}

/**
 * Heaps of 1 to 41 nodes with up to 120 edges of any type between any two nodes: loops, double edges, unreachable
 * parts and names that need escaping.
 */
export function randomHeap(dialect: Dialect = NODE_20): fc.Arbitrary<SnapshotBuilder> {
  const node = fc.record({
    name: fc.string({ unit: 'binary', maxLength: 8 }),
    shallowBytes: fc.nat({ max: 2 ** 33 }),
    type: fc.constantFrom('object', 'closure', 'string', 'native', 'hidden', 'code'),
  });
  return fc.array(node, { maxLength: 40 }).chain((nodes) => {
    const ordinal = fc.nat({ max: nodes.length });
    const edge = fc.record({
      from: ordinal,
      to: ordinal,
      type: fc.constantFrom(...EDGE_TYPES),
      name: fc.string({ maxLength: 3 }),
      index: fc.nat({ max: 2 ** 31 - 1 }),
    });
    return fc.array(edge, { maxLength: 120 }).map((edges) => build(dialect, nodes, edges));
  });
}

function build(
  dialect: Dialect,
  nodes: readonly { type: string; name: string; shallowBytes: number }[],
  edges: readonly RandomEdge[],
): SnapshotBuilder {
  const heap = new SnapshotBuilder(dialect);
  for (const { type, name, shallowBytes } of nodes) heap.node(type, name, { shallowBytes });
  for (const { from, to, type, name, index } of edges) {
    const label = type === 'element' || type === 'hidden' ? index : name;
    heap.edge(nodeOrdinal(from), type, label, nodeOrdinal(to));
  }
  return heap;
}

/** Whether an edge keeps its target alive, said once more in the plainest words. */
export function keepsAlive({ from, type }: { from: number; type: string }): boolean {
  return type !== 'weak' && (type !== 'shortcut' || from === 0);
}

/** Distances from the root by plain breadth-first search, without the nodes in `removed`. */
export function reachable(heap: SnapshotBuilder, removed?: number): Map<number, number> {
  const distances = new Map<number, number>();
  let ring = removed === 0 ? [] : [0];
  for (let distance = 0; ring.length > 0; distance++) {
    for (const node of ring) distances.set(node, distance);
    const next = heap.edges
      .filter((edge) => keepsAlive(edge) && ring.includes(edge.from))
      .map(({ to }): number => to)
      .filter((to) => to !== removed && !distances.has(to));
    ring = [...new Set(next)];
  }
  return distances;
}
