import { startWorker } from 'heapwitness';
import type { HeapObjectId, NodeOrdinal } from '../../harness/core/units.js';
import type { HeapGraph } from '../../harness/heap/graph/index.js';
import { witnessesOf, type Witness } from '../../harness/retention/index.js';
import type * as Zoo from './workers/leaky-zoo.js';

/** A real worker's heap before and after every kind of leak was planted in it. */
export interface ZooHeap {
  readonly heap: HeapGraph;
  /** Names of the classes planted, one per kind of leak. */
  readonly kinds: readonly string[];
  readonly isOld: (node: NodeOrdinal) => boolean;
}

export async function zooHeap(): Promise<ZooHeap> {
  await using worker = await startWorker<typeof Zoo>(new URL('./workers/leaky-zoo.js', import.meta.url));
  const before = await worker.heap();
  const old = new Set<HeapObjectId>(Array.from(before.ordinals(), (node) => before.id(node)));
  const kinds = await worker.call('plantAll');
  await worker.collectGarbage();
  const heap = await worker.heap();
  return { heap, kinds, isOld: (node) => old.has(heap.id(node)) };
}

/** The witnesses of all that was planted, by class. */
export function zooWitnesses({ heap, kinds, isOld }: ZooHeap): Map<string, Witness[]> {
  const byClass = new Map<string, Witness[]>();
  const planted = kinds.flatMap((kind) => heap.instances(kind));
  for (const witness of witnessesOf(heap, planted, { isOld })) {
    byClass.set(witness.className, [...(byClass.get(witness.className) ?? []), witness]);
  }
  return byClass;
}
