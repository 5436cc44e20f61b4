import type {
  Counters,
  GcEffort,
  RunEffort,
  SurvivingAllocations,
  UnseenIsolate,
} from '../../isolates/agent/index.js';
import type { HeapGraph } from '../../heap/graph/index.js';

/** One look: everything that was due has been done, garbage has been collected, the heap has been read. */
export interface Look<Heap = HeapGraph> {
  readonly heap: Heap;
  readonly gc: GcEffort;
  readonly counters: Counters;
  /** Threads and processes that the scenario has started and that live: what they hold is in no look. */
  readonly isolates: readonly UnseenIsolate[];
}

/**
 * An opened scenario that can be run and looked at, wherever it runs.
 */
export interface Subject<Heap = HeapGraph> {
  readonly kind: 'thread' | 'process' | 'in-process';
  /** Iterations, one after the other; fewer when `limitMs` is over. */
  run(count: number, limitMs: number): Promise<RunEffort>;
  /** @param quietMs to wait first, with nothing to do but the scenario's own timers */
  look(quietMs: number): Promise<Look<Heap>>;
  /** What lives outside of the heap, as it is now, between two looks. */
  counters(): Promise<Counters>;
  /** How many own properties some objects of the last look have, by id; `null` where that cannot be told. */
  entriesOf(ids: readonly number[]): Promise<readonly (number | null)[]>;
  /** Begins to sample what is allocated. */
  sampleAllocations(): Promise<void>;
  /** Where what survives of the samples was allocated. */
  survivingAllocations(): Promise<readonly SurvivingAllocations[]>;
  /** Bytes that the process holds, all in all. */
  processBytes(): number;
}
