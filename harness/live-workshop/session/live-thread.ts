import { join } from 'node:path';
import { HeapwitnessError } from '../../core/errors.js';
import type { GcEffort } from '../../isolates/agent/index.js';
import { shownLook } from '../../render/index.js';
import type { ShownLook } from '../../render/index.js';
import type { LeakTrace } from '../../retention/index.js';
import {
  countEntries,
  startPoolThread,
  takeWalks,
  traceOf,
  VALUE_CLASS,
  walkTables,
} from '../../workshop/index.js';
import type { Counts, LookWalks, PoolThread, RequestKind, TableView } from '../../workshop/index.js';
import type { SlotCall } from './step.js';

/** What the pages show of one thread. */
export interface ThreadView {
  readonly name: string;
  readonly state: 'running' | 'ended' | 'died';
  /** Why the thread died; `null` if it did not. */
  readonly reason: string | null;
  /**
   * Its tables, as they are now, the walks of the calls of its last step, and as its trace the chain that retained a
   * value in the last snapshot: one of a stale entry, if there was one; `null` if there was no value.
   */
  readonly look: ShownLook;
  /** Number of requests served. */
  readonly served: number;
  /** Number of steps that collected garbage. */
  readonly collections: number;
  /** The counts after each of the last steps, the last one at the end. */
  readonly course: readonly CoursePoint[];
  readonly heap: HeapView | null;
}

/** The counts after one step of a thread. */
export interface CoursePoint {
  /** Number of the step. */
  readonly step: number;
  /** The collection of the step; `null` if there was none. */
  readonly gc: GcEffort | null;
  readonly counts: Counts;
}

/** The last snapshot of a thread. */
export interface HeapView {
  /** Number of the step. */
  readonly step: number;
  /** File name of the snapshot. */
  readonly file: string;
  /** Whether nothing has been done in the thread since. */
  readonly isNew: boolean;
}

/** Maximum number of entries: more would make a table longer than 512 slots, which no projector shows legibly. */
const MOST_ENTRIES = 340;
const LONGEST_COURSE = 24;

/** A thread of the pool, and what was last seen of it. */
export class LiveThread {
  readonly name: string;
  readonly #thread: PoolThread;
  readonly #signal: AbortSignal;
  #state: ThreadView['state'] = 'running';
  #reason: string | null = null;
  #tables: readonly TableView[] = [];
  #walks: LookWalks = { count: 0, kept: [] };
  #served = 0;
  #collections = 0;
  #course: readonly CoursePoint[] = [];
  #heap: Omit<HeapView, 'isNew'> | null = null;
  #trace: LeakTrace | null = null;
  #gc: GcEffort | null = null;

  private constructor(thread: PoolThread, signal: AbortSignal) {
    this.name = thread.name;
    this.#thread = thread;
    this.#signal = signal;
  }

  /**
   * Starts a thread.
   *
   * @param died called if the thread ends although nobody ended it
   * @throws {WorkerError} `ERR_WORKER_MODULE` when its module does not load
   */
  static async start(name: string, signal: AbortSignal, died: () => void): Promise<LiveThread> {
    const live = new LiveThread(await startPoolThread(name, signal), signal);
    void live.#watch(died);
    return live;
  }

  get running(): boolean {
    return this.#state === 'running';
  }

  get counts(): Counts {
    return countsOf(this.#tables);
  }

  async serve(count: number, how: RequestKind): Promise<void> {
    if (how === 'not-removed' || how === 'set-null') this.#requireRoom(count);
    await this.#thread.call('serve', { count, kind: how }, { signal: this.#signal });
    this.#served += count;
  }

  async callAt(slot: number, call: SlotCall): Promise<void> {
    const outcome = await this.#thread.call('callAt', { slot, call }, { signal: this.#signal });
    if (outcome === 'called') return;
    const why = outcome === 'empty' ? 'is empty' : 'is stale: its key was collected';
    throw new HeapwitnessError(
      'ERR_USAGE',
      `Slot ${slot} of ${this.name} ${why}, so there is no key to call ${call}() of.`,
    );
  }

  async miss(): Promise<void> {
    this.#requireRoom(1);
    await this.#thread.call('getThatMisses', undefined, { signal: this.#signal });
  }

  async removeAll(): Promise<void> {
    await this.#thread.call('removeAll', undefined, { signal: this.#signal });
  }

  async collect(): Promise<void> {
    this.#gc = await this.#thread.collectGarbage({ signal: this.#signal });
    this.#collections += 1;
  }

  /** Takes a snapshot, writes it to the folder, and looks for what retains a value. */
  async snapshot(folder: string, step: number): Promise<void> {
    const file = `${this.name}.step-${step}.heapsnapshot`;
    const heap = await this.#thread.heap({ saveTo: join(folder, file), signal: this.#signal });
    this.#heap = { step, file };
    this.#trace = traceOf(heap, { valueClasses: [VALUE_CLASS] });
  }

  async end(): Promise<void> {
    this.#stop('ended', null);
    await this.#thread.close();
  }

  /** Reads the tables and the walks after a step. */
  async refresh(step: number): Promise<void> {
    const { count, kept } = await takeWalks(this.#thread, { signal: this.#signal });
    const tables = await walkTables(this.#thread, { signal: this.#signal });
    // The root thread of an isolate is called main, as in Java; here each isolate is a thread of the pool.
    this.#walks = { count, kept: kept.map((walk) => ({ ...walk, thread: this.name })) };
    this.#tables = tables.map((table) => ({ ...table, thread: this.name }));
    this.#course = [...this.#course, { step, gc: this.#gc, counts: this.counts }].slice(-LONGEST_COURSE);
    this.#gc = null;
  }

  view(): ThreadView {
    return {
      name: this.name,
      state: this.#state,
      reason: this.#reason,
      look: shownLook({
        label: '',
        worker: this.name,
        gc: null,
        counts: this.counts,
        changes: null,
        witnesses: [],
        disagreements: [],
        tables: this.#tables,
        pictures: [],
        walks: this.#walks,
        trace: this.#trace,
      }),
      served: this.#served,
      collections: this.#collections,
      course: this.#course,
      heap: this.#heap && { ...this.#heap, isNew: this.#heap.step === this.#course.at(-1)?.step },
    };
  }

  #requireRoom(more: number): void {
    const [{ slots } = { slots: [] }] = this.#tables;
    if (slots.length + more <= MOST_ENTRIES) return;
    throw new HeapwitnessError(
      'ERR_USAGE',
      `${this.name} has ${slots.length} entries; with ${more} more there would be too many to show (${MOST_ENTRIES} at most). Call remove() of all keys, or end the thread and start another.`,
    );
  }

  async #watch(died: () => void): Promise<void> {
    const { message } = await this.#thread.ended();
    if (!this.running) return;
    this.#stop('died', message);
    died();
  }

  #stop(state: 'ended' | 'died', reason: string | null): void {
    this.#state = state;
    this.#reason = reason;
    this.#tables = [];
    this.#walks = { count: 0, kept: [] };
  }
}

function countsOf(tables: readonly TableView[]): Counts {
  const { liveEntries, staleEntries } = countEntries(tables);
  const values = tables.flatMap(({ slots }) => slots).filter(({ hasValue }) => hasValue).length;
  return { keys: liveEntries, values, staleEntries };
}
