import type { HeapGraph } from '../heap/graph/index.js';
import { KEY_CLASS } from './census.js';
import { countEntries, readThreadLocalTables, type TableView } from './tables/index.js';

/** Keys and entries of an isolate's thread-locals, as its heap snapshot shows them. */
export interface HeapCensus {
  /** Number of live `ThreadLocal` instances, including subclasses. */
  readonly keys: number;
  readonly entries: number;
  readonly liveEntries: number;
  readonly staleEntries: number;
  readonly tables: readonly TableView[];
  /** The snapshot that was counted. */
  readonly heap: HeapGraph;
}

/**
 * Counts the thread-locals of any worker whose heap can be read, such as one of a pool that `attach` or `workers`
 * returned: its keys, entries and stale entries. The worker needs not cooperate; nothing is expunged.
 *
 * @throws the errors of the handle's `heap()`
 */
export async function census(worker: { heap(): Promise<HeapGraph> }): Promise<HeapCensus> {
  const heap = await worker.heap();
  const tables = readThreadLocalTables(heap);
  const keys = heap.instances(KEY_CLASS, { subclasses: true }).length;
  return { keys, ...countEntries(tables), tables, heap };
}
