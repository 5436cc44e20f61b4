import fc from 'fast-check';

import { nodeOrdinal } from '../../harness/core/units.js';
import { type Dialect, NODE_20, SnapshotBuilder } from './snapshot-builder.js';

/** Types of edges that random heaps have; `weak` often enough to matter. */
const EDGE_TYPES = ['property', 'element', 'internal', 'context', 'hidden', 'weak', 'shortcut'];

const SURROGATES = { first: 0xd800, count: 0x800 };

/** Any code point but a lone surrogate. fast-check's own unit `binary` keeps a table of them all: 80 MB for good. */
const anyCharacter = fc
  .nat({ max: 0x10ffff - SURROGATES.count })
  .map((at) => String.fromCodePoint(at < SURROGATES.first ? at : at + SURROGATES.count));

interface RandomEdge {
  readonly from: number;
  readonly to: number;
  readonly type: string;
  readonly name: string;
  readonly index: number;
}

/**
 * Heaps of 1 to 41 nodes: most nodes hang on an earlier one, so that the graph is deep; then up to 60 edges of any type
 * between any two nodes, for loops, double edges and second ways. Names need escaping, some parts are unreachable.
 */
export function randomHeap(dialect: Dialect = NODE_20): fc.Arbitrary<SnapshotBuilder> {
  const node = fc.record({
    name: fc.string({ unit: anyCharacter, maxLength: 8 }),
    shallowBytes: fc.nat({ max: 2 ** 33 }),
    type: fc.constantFrom('object', 'closure', 'string', 'native', 'hidden', 'code'),
    /** How far back the node is that it hangs on; 0 for none. */
    back: fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 1, max: 4 }) }, fc.nat({ max: 40 })),
  });
  return fc.array(node, { maxLength: 40, size: 'max' }).chain((nodes) => {
    const ordinal = fc.nat({ max: nodes.length });
    const edge = fc.record({
      from: ordinal,
      to: ordinal,
      type: fc.constantFrom(...EDGE_TYPES),
      name: fc.string({ maxLength: 3 }),
      index: fc.nat({ max: 2 ** 31 - 1 }),
    });
    return fc.array(edge, { maxLength: 60, size: 'max' }).map((edges) => build(dialect, nodes, edges));
  });
}

function build(
  dialect: Dialect,
  nodes: readonly { type: string; name: string; shallowBytes: number; back: number }[],
  edges: readonly RandomEdge[],
): SnapshotBuilder {
  const heap = new SnapshotBuilder(dialect);
  for (const { type, name, shallowBytes, back } of nodes) {
    const ordinal = heap.node(type, name, { shallowBytes });
    if (back > 0) heap.property(nodeOrdinal(Math.max(0, ordinal - back)), 'tree', ordinal);
  }
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
