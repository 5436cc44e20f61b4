import type { SnapshotColumns } from '../../snapshot/index.js';
import { findInternalizedStrings } from './internalized-strings.js';
import { NONE } from '../no-ordinal.js';
import type { WeakMapPairs } from './weak-map-pairs.js';

/**
 * Marks the nodes that would survive a garbage collection: 1 for each node that the root reaches over strong
 * references, as V8 defines them. A WeakMap's value is reached when both its key and the map's table are reached; the
 * table of internalized strings does not lead to its strings.
 */
export function markLive(columns: SnapshotColumns, pairs: WeakMapPairs): Uint8Array {
  return new Marking(columns, pairs).live;
}

/**
 * Marks the nodes that only a group keeps alive: 1 for each node that {@link markLive} marks, and would not mark if the
 * group were removed. Walks the heap once.
 *
 * @param group 1 for each node of the group
 */
export function markRetainedBy(columns: SnapshotColumns, pairs: WeakMapPairs, group: Uint8Array): Uint8Array {
  const marking = new Marking(columns, pairs, group);
  const without = marking.live.slice();
  marking.goOn();
  const { live } = marking;
  // Both have an entry per node.
  for (let node = 0; node < live.length; node++) live[node]! &= ~without[node]!;
  return live;
}

/** A walk over the strong references of a heap. */
class Marking {
  readonly live: Uint8Array;
  readonly #columns: SnapshotColumns;
  readonly #pairs: WeakMapPairs;
  readonly #halfReached: Uint8Array;
  readonly #stack: Uint32Array;
  readonly #internalized: number;
  /** 1 for nodes that are not passed. */
  #barred: Uint8Array | null;
  /** The barred nodes that were reached. */
  readonly #met: number[] = [];

  constructor(columns: SnapshotColumns, pairs: WeakMapPairs, barred: Uint8Array | null = null) {
    this.#columns = columns;
    this.#pairs = pairs;
    this.live = new Uint8Array(columns.nodeCount);
    this.#halfReached = new Uint8Array(pairs.count);
    this.#stack = new Uint32Array(columns.nodeCount);
    this.#internalized = findInternalizedStrings(columns);
    this.#barred = barred;
    this.#walk([0]);
  }

  /** Passes the barred nodes that were reached, too, and walks on from there. */
  goOn(): void {
    this.#barred = null;
    this.#walk(this.#met);
  }

  #walk(from: readonly number[]): void {
    const { nodeFirstEdge, edgeType, edgeTypes, edgeNameOrIndex, edgeTo } = this.#columns;
    const [weak, shortcut, internal] = ['weak', 'shortcut', 'internal'].map((type) =>
      edgeTypes.indexOf(type),
    );
    const { live } = this;
    const [pairs, halfReached, stack] = [this.#pairs, this.#halfReached, this.#stack];
    const [internalized, barred, met] = [this.#internalized, this.#barred, this.#met];
    let depth = 0;
    for (const node of from) {
      if (barred?.[node] === 1) {
        met.push(node);
      } else if (live[node] !== 1) {
        live[node] = 1;
        stack[depth++] = node;
      }
    }
    // Each node enters the stack at most once; indexes are ordinals, edges below `edgeCount`, or pairs.
    while (depth > 0) {
      const node = stack[--depth]!;
      if (node === internalized) continue;
      const end = nodeFirstEdge[node + 1]!;
      for (let edge = nodeFirstEdge[node]!; edge < end; edge++) {
        const target = edgeTo[edge]!;
        if (live[target] === 1) continue;
        const type = edgeType[edge]!;
        if (type === weak || (type === shortcut && node !== 0)) continue;
        if (type === internal && pairs.count > 0) {
          // The half that is reached first waits for the other one.
          const pair = pairs.pairOf(edgeNameOrIndex[edge]!);
          if (pair !== NONE && halfReached[pair]!++ === 0) continue;
        }
        if (barred?.[target] === 1) {
          met.push(target);
          continue;
        }
        live[target] = 1;
        stack[depth++] = target;
      }
    }
  }
}
