import type { SnapshotColumns } from '../../snapshot/index.js';
import { nameTest } from '../queries/name-test.js';
import { NONE } from '../no-ordinal.js';
import type { WeakMapPairs } from '../queries/weak-map-pairs.js';
import { isUserRoot } from './user-roots.js';

/** Added to the distance of nodes that no user object leads to. */
export const SYSTEM_DISTANCE = 100_000_000;

/**
 * Computes distances as Chrome DevTools defines them: the number of references from the root over user objects,
 * starting with 1 for the user's roots; for nodes not reached from these, the number of references from the root plus
 * 100,000,000. Weak edges do not count; of a WeakMap pair the later half counts; maps of sloppy functions and
 * descriptors shared by maps do not count. `NONE` if the node is unreachable. By node.
 */
export function findDistances(columns: SnapshotColumns, pairs: WeakMapPairs): Uint32Array {
  const { nodeCount, nodeFirstEdge, edgeTo } = columns;
  const search = new DistanceSearch(columns, pairs);
  const queue = new Uint32Array(nodeCount);
  let queued = 0;
  // The root's edges.
  for (let edge = 0; edge < nodeFirstEdge[1]!; edge++) {
    const node = edgeTo[edge]!;
    if (!isUserRoot(columns, node) || search.distance[node] !== NONE) continue;
    search.distance[node] = 1;
    queue[queued++] = node;
  }
  search.spread(queue, queued);
  search.distance[0] = queued > 0 ? SYSTEM_DISTANCE : 0;
  queue[0] = 0;
  search.spread(queue, 1);
  return search.distance;
}

class DistanceSearch {
  readonly distance: Uint32Array;
  readonly #columns: SnapshotColumns;
  readonly #pairs: WeakMapPairs;
  readonly #halfSeen: Uint8Array;
  readonly #isContext: (name: number) => boolean;
  readonly #isDescriptors: (name: number) => boolean;
  readonly #isSloppyMap: (name: number) => boolean;

  constructor(columns: SnapshotColumns, pairs: WeakMapPairs) {
    this.#columns = columns;
    this.#pairs = pairs;
    this.distance = new Uint32Array(columns.nodeCount).fill(NONE);
    this.#halfSeen = new Uint8Array(pairs.count);
    this.#isContext = nameTest(columns.strings, 'system / NativeContext');
    this.#isDescriptors = nameTest(columns.strings, '(map descriptors)');
    this.#isSloppyMap = nameTest(columns.strings, 'sloppy_function_map');
  }

  /** Walks breadth first from the first `queued` nodes of `queue`, which has room for all. */
  spread(queue: Uint32Array, queued: number): void {
    const { nodeFirstEdge, edgeTo, edgeType, edgeTypes } = this.#columns;
    const weak = edgeTypes.indexOf('weak');
    // Each node is queued at most once; indexes are ordinals, or edges of this heap.
    for (let head = 0; head < queued; head++) {
      const node = queue[head]!;
      const next = this.distance[node]! + 1;
      const takes = this.#filterOf(node);
      const end = nodeFirstEdge[node + 1]!;
      for (let edge = nodeFirstEdge[node]!; edge < end; edge++) {
        const target = edgeTo[edge]!;
        if (this.distance[target] !== NONE || edgeType[edge] === weak || !takes(edge)) continue;
        this.distance[target] = next;
        queue[queued++] = target;
      }
    }
  }

  #filterOf(node: number): (edge: number) => boolean {
    const { nodeType, nodeTypes, nodeName, edgeNameOrIndex, edgeType, edgeTypes } = this.#columns;
    // See above; each type has a name.
    const type = nodeTypes[nodeType[node]!];
    const name = nodeName[node]!;
    if (type === 'array' && this.#isDescriptors(name)) return (edge) => this.#isDescriptor(edge);
    const internal = edgeTypes.indexOf('internal');
    const isContext = type === 'hidden' && this.#isContext(name);
    return (edge) => {
      const label = edgeNameOrIndex[edge]!;
      const isNamed = edgeTypes[edgeType[edge]!] !== 'element' && edgeTypes[edgeType[edge]!] !== 'hidden';
      if (isContext && isNamed && this.#isSloppyMap(label)) return false;
      const pair = edgeType[edge] === internal ? this.#pairs.pairOf(label) : NONE;
      if (pair === NONE) return true;
      this.#halfSeen[pair]! ^= 1;
      return this.#halfSeen[pair] === 0;
    };
  }

  /** Of the three entries for each property, one leads to what only some of the maps have. */
  #isDescriptor(edge: number): boolean {
    const { edgeNameOrIndex, edgeType, edgeTypes, strings } = this.#columns;
    const type = edgeTypes[edgeType[edge]!]!;
    const label = edgeNameOrIndex[edge]!;
    const index = type === 'element' || type === 'hidden' ? label : Number.parseInt(strings.at(label), 10);
    return index < 2 || index % 3 !== 1;
  }
}
