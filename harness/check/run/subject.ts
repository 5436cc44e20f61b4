import type {
  Counters,
  GcEffort,
  OpenedFile,
  RunEffort,
  SurvivingAllocations,
  UnseenIsolate,
} from '../../isolates/agent/index.js';
import type { IgnoredIsolate } from '../../isolates/program/index.js';
import type { ProgramUse } from './program-use.js';
import type { HeapGraph } from '../../heap/graph/index.js';

/** One look at a scenario: its heap after due work was done and garbage was collected. */
export interface Look<Heap = HeapGraph> {
  readonly heap: Heap;
  readonly gc: GcEffort;
  readonly counters: Counters;
  /** What the program uses; `null` if that is unknown. */
  readonly use: ProgramUse | null;
  /** Names of the live threads that the scenario has started and whose heaps were read, too. */
  readonly alsoRead: readonly string[];
  /** Live threads and processes that the scenario has started and whose heaps were not read. */
  readonly unseen: readonly UnseenIsolate[];
  /** Those that were not read because the options say so. */
  readonly ignored: readonly IgnoredIsolate[];
}

/**
 * A loaded scenario that can be run and looked at, in a thread, a process, or this process.
 */
export interface Subject<Heap = HeapGraph> {
  readonly kind: 'thread' | 'process' | 'in-process';
  /** Whether the check itself runs on the heap that it looks at, with its own code and records. */
  readonly isOnOwnHeap: boolean;
  /** Runs iterations, one after the other; fewer if `limitMs` have passed. */
  run(count: number, limitMs: number): Promise<RunEffort>;
  /**
   * Takes a look.
   *
   * @param quietMs time to wait first, in which only the scenario's own timers run
   * @param meanwhile called while another thread or process writes its snapshot, if this one has to wait for that
   */
  look(quietMs: number, meanwhile: () => void): Promise<Look<Heap>>;
  /** Returns the current counts of resources outside the heap, between two looks. */
  counters(): Promise<Counters>;
  /** Returns the number of own properties of some objects of the last snapshot, by id; `null` if it is unknown. */
  entriesOf(ids: readonly number[]): Promise<readonly (number | null)[]>;
  /** Starts sampling allocations, and noting which calls open files. */
  sampleAllocations(): Promise<void>;
  /** Returns where the surviving sampled objects were allocated. */
  survivingAllocations(): Promise<readonly SurvivingAllocations[]>;
  /** Returns the files that the scenario's isolate has opened since then. */
  openedFiles(): Promise<readonly OpenedFile[]>;
  /** Returns the resident set size of the process, in bytes. */
  processBytes(): number;
}
