import { type Transferable, Worker } from 'node:worker_threads';
import { harnessThreads } from './harness-threads.js';
import { clearTimeout, setTimeout } from './captured-timers.js';

const ENTRY = new URL('./second-thread-entry.js', import.meta.url);
/** Time until an idle thread ends. Starting another one takes about 40 ms; consecutive jobs follow sooner than this. */
const IDLE_MS = 1000;
/** The jobs use typed arrays; without a limit V8 would let the young generation grow to 48 MiB. */
const RESOURCE_LIMITS = { maxYoungGenerationSizeMb: 3 };

/** A module that a second thread runs. */
export interface ThreadTask<Job> {
  /** Does one job, which was received as a structured clone. */
  work(job: Job): void;
}

/** An order for the thread: to load a module and to do its job, if there is one. */
export interface ThreadOrder {
  readonly task: string;
  readonly job?: unknown;
  /** Whether the thread ends after this order. */
  readonly isLast?: boolean;
}

/** The idle thread; there is at most one. */
const idle = new Set<SecondThread>();

/**
 * A worker thread of this process for parallel work, mostly over shared memory. The thread has no replies of its own: a
 * job contains where to send its result, and must be correct even if the thread starts it late or never.
 */
export class SecondThread {
  readonly #worker: Worker;
  #timer: NodeJS.Timeout | undefined;

  private constructor() {
    this.#worker = new Worker(ENTRY, {
      name: 'heapwitness-second',
      execArgv: [],
      env: {},
      resourceLimits: RESOURCE_LIMITS,
    });
    const { threadId } = this.#worker;
    harnessThreads.add(threadId);
    this.#worker.unref();
    // A thread that dies does not do its remaining jobs.
    this.#worker.on('error', () => undefined);
    this.#worker.once('exit', () => {
      harnessThreads.delete(threadId);
      this.#forget();
    });
  }

  /** Returns the idle thread or, if there is none, a new one. */
  static take(): SecondThread {
    const [thread = new SecondThread()] = idle;
    thread.#forget();
    return thread;
  }

  /** Makes the thread load a module that will be needed. */
  prepare(task: URL): void {
    this.#order({ task: task.href });
  }

  /** Makes the thread do a job after the earlier ones. */
  run(task: URL, job: unknown, transfer: readonly Transferable[] = []): void {
    this.#order({ task: task.href, job }, transfer);
  }

  /** Makes the thread do a job and then end, which frees its memory. */
  runLast(task: URL, job: unknown, transfer: readonly Transferable[] = []): void {
    this.#order({ task: task.href, job, isLast: true }, transfer);
  }

  /** Makes the thread available to others after its jobs; it ends if it is not taken soon. */
  release(): void {
    for (const other of idle) void other.end();
    idle.add(this);
    this.#timer = setTimeout(() => void this.end(), IDLE_MS).unref();
  }

  /** Ends the thread, whatever it is doing. */
  async end(): Promise<void> {
    this.#forget();
    await this.#worker.terminate();
  }

  #order(order: ThreadOrder, transfer: readonly Transferable[] = []): void {
    this.#worker.postMessage(order, [...transfer]);
  }

  #forget(): void {
    clearTimeout(this.#timer);
    idle.delete(this);
  }
}
