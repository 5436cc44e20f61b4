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
  /** Live threads and processes that the scenario has started: the objects they retain are in no snapshot. */
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
  /** The current counts of resources outside the heap, between two looks. */
  counters(): Promise<Counters>;
  /** The number of own properties of some objects of the last snapshot, by id; `null` if it cannot be determined. */
  entriesOf(ids: readonly number[]): Promise<readonly (number | null)[]>;
  /** Starts sampling allocations. */
  sampleAllocations(): Promise<void>;
  /** Where the surviving sampled objects were allocated. */
  survivingAllocations(): Promise<readonly SurvivingAllocations[]>;
  /** Bytes that the process holds, all in all. */
  processBytes(): number;
}
