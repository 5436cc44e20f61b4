import { backingStores, judgeCollection, storedIn } from '../analysis/collections.js';
import { isCounted } from '../analysis/growth.js';
import type { StoreSize } from '../analysis/collections.js';
import { heapObjectId } from '../core/units.js';
import type { NodeOrdinal } from '../core/units.js';
import type { HeapGraph } from '../graph/index.js';

/** A collection that grows, with its node in the last heap. */
export interface GrowingStore {
  readonly node: NodeOrdinal;
  /** First size and last. */
  readonly first: StoreSize;
  readonly last: StoreSize;
}

/** An entry with an object in it takes so many bytes of a backing store at most, with its share of what is free. */
const MOST_ENTRY_BYTES = 64;

/** Whether what was put into a collection is new objects: then these tell whether it grows. */
export function isFilledWithObjects(
  heap: HeapGraph,
  { node, first, last }: GrowingStore,
  newest: number,
): boolean {
  const enough = (last.bytes - first.bytes) / MOST_ENTRY_BYTES;
  let held = 0;
  for (const inside of storedIn(heap, node)) if (isNew(heap, inside, newest) && ++held >= enough) return true;
  return false;
}

function isNew(heap: HeapGraph, node: NodeOrdinal, newest: number): boolean {
  return heap.id(node) > newest && isCounted(heap.type(node));
}

/**
 * The sizes of the collections that were there before the first cycle, by look.
 */
export class StoreBook {
  readonly #newest: number;
  readonly #looks: { iterations: number; stores: Map<number, number> }[] = [];
  #heap: HeapGraph;

  /**
   * @param newest id of the newest object at the first look
   * @param iterations of the warm-up
   */
  constructor(heap: HeapGraph, newest: number, iterations: number) {
    this.#newest = newest;
    this.#heap = heap;
    this.add(heap, iterations);
  }

  /** @param iterations since the scenario was opened */
  add(heap: HeapGraph, iterations: number): void {
    this.#heap = heap;
    this.#looks.push({ iterations, stores: backingStores(heap, this.#newest) });
  }

  /** Replaces the last look by one that was taken after some quiet time. */
  lookAgain(heap: HeapGraph): void {
    const { iterations = 0 } = this.#looks.pop() ?? {};
    this.add(heap, iterations);
  }

  /** The collections that grow by the rule; with `open`, also those of which it cannot be said yet. */
  growing(what: 'grows' | 'open'): GrowingStore[] {
    const grown = new Map<number, StoreSize[]>();
    for (const id of this.#looks.at(-1)?.stores.keys() ?? []) {
      const sizes = this.#looks.map(({ iterations, stores }) => ({ iterations, bytes: stores.get(id) ?? 0 }));
      const judgement = judgeCollection(sizes);
      if (judgement === 'grows' || (what === 'open' && judgement === 'open')) grown.set(id, sizes);
    }
    return [...grown].flatMap(([id, sizes]) => {
      const [node, first, last] = [this.#heap.nodeById(heapObjectId(id)), sizes[0], sizes.at(-1)];
      return node === undefined || first === undefined || last === undefined ? [] : [{ node, first, last }];
    });
  }
}
