import { type Transferable, Worker } from 'node:worker_threads';
import { harnessThreads } from './harness-threads.js';
import { clearTimeout, setTimeout } from './captured-timers.js';

const ENTRY = new URL('./second-thread-entry.js', import.meta.url);
/** Starting another thread takes some 40 ms; whatever comes next in a piece of work comes sooner than this. */
const IDLE_MS = 1000;
/** Its work is in typed arrays; V8 would let the young generation grow to 48 MiB. */
const RESOURCE_LIMITS = { maxYoungGenerationSizeMb: 3 };

/** A module that a second thread runs. */
export interface ThreadTask<Job> {
  /** Does one job, which came as a structured clone. */
  work(job: Job): void;
}

/** What the thread is told: to load a module and, where there is a job, to do it. */
export interface ThreadOrder {
  readonly task: string;
  readonly job?: unknown;
  /** Whether it ends then. */
  readonly isLast?: boolean;
}

/** The thread that nobody has: one at most. */
const idle = new Set<SecondThread>();

/**
 * A worker thread of this process that works beside the one that asks, mostly over shared memory. It says nothing by
 * itself: a job brings with it where to answer, and must be right also when the thread comes to it late or never.
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
    harnessThreads.add(this.#worker);
    this.#worker.unref();
    // A thread that dies does no more jobs.
    this.#worker.on('error', () => undefined);
    this.#worker.once('exit', () => this.#forget());
  }

  /** One that nobody has: the one that was released last, or a new one. */
  static take(): SecondThread {
    const [thread = new SecondThread()] = idle;
    thread.#forget();
    return thread;
  }

  /** Has a module loaded that will be needed. */
  prepare(task: URL): void {
    this.#order({ task: task.href });
  }

  /** Has a job done after those before it. */
  run(task: URL, job: unknown, transfer: readonly Transferable[] = []): void {
    this.#order({ task: task.href, job }, transfer);
  }

  /** The same, after which it ends, and its memory is free. */
  runLast(task: URL, job: unknown, transfer: readonly Transferable[] = []): void {
    this.#order({ task: task.href, job, isLast: true }, transfer);
  }

  /** Leaves it to others, when all its jobs are done; where none of them takes it soon, it ends. */
  release(): void {
    for (const other of idle) void other.end();
    idle.add(this);
    this.#timer = setTimeout(() => void this.end(), IDLE_MS).unref();
  }

  /** Ends it, whatever it does. */
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
