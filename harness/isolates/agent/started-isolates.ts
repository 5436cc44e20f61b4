import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { Worker } from 'node:worker_threads';
import { harnessThreads } from '../../core/harness-threads.js';
import { delay, now } from '../../core/captured-timers.js';
import { ChildProcesses } from './child-processes.js';
import type { SourcePosition } from '../../core/source-position.js';
import { OwnWeakRef } from './intrinsics.js';
import type { OtherIsolate } from './other-isolate.js';
import { startingLine } from './starting-line.js';

/** Isolates that are about to end at a look are waited for, as long as one of them ends within this time. */
const PATIENCE_MS = 1000;
const LONGEST_WAIT_MS = 10_000;
const POLL_MS = 5;

/**
 * Tracks which threads and processes this isolate starts from now on, and which of them are alive. Node reports each of
 * them on its diagnostics channels, on all versions from 20 on. What these start themselves need not be tracked: it
 * does not outlive them, except for processes, which the system lists.
 */
export class HeapwitnessIsolates {
  /** The brand of the harness, to which all objects retained by this one belong; see `scenario-controls.ts`. */
  readonly brand: string;
  /** The workers, each with the line that started it. */
  readonly #workers = new Map<WeakRef<Worker>, SourcePosition | null>();
  readonly #children: ChildProcesses;
  /** Names of those that were alive at the last wait, which are not waited for again. */
  #known: ReadonlySet<string> = new Set();
  readonly #onWorker = (message: unknown): void => {
    const { worker } = message as { worker: Worker };
    if (!isNodesOwn(worker)) this.#workers.set(new OwnWeakRef(worker), startingLine());
  };

  /** @param isProcessOurs whether everything that this process starts from now on belongs to the tracked isolate */
  constructor({ isProcessOurs, brand }: { isProcessOurs: boolean; brand: string }) {
    this.brand = brand;
    this.#children = new ChildProcesses(isProcessOurs);
    subscribe('worker_threads', this.#onWorker);
  }

  /** Returns the isolates that are alive. */
  living(): OtherIsolate[] {
    const living: OtherIsolate[] = [];
    for (const [reference, startedAt] of this.#workers) {
      const worker = reference.deref();
      if (worker === undefined || worker.threadId === ENDED) this.#workers.delete(reference);
      // A thread of the harness has its id only after it was reported here.
      else if (!harnessThreads.has(worker.threadId))
        living.push({ kind: 'worker', id: worker.threadId, name: nameOf(worker), startedAt });
    }
    return [...living, ...this.#children.living()];
  }

  /** Waits a moment for isolates to end that have not been waited for before. */
  async settled(): Promise<void> {
    const started = now();
    let names = this.#names();
    let changed = started;
    const isPatient = (): boolean => now() - changed < PATIENCE_MS && now() - started < LONGEST_WAIT_MS;
    while (names.some((name) => !this.#known.has(name)) && isPatient()) {
      await delay(POLL_MS);
      const left = this.#names();
      if (left.length < names.length) changed = now();
      names = left;
    }
    this.#known = new Set(names);
  }

  stop(): void {
    unsubscribe('worker_threads', this.#onWorker);
    this.#children.stop();
  }

  #names(): string[] {
    return this.living().map(({ name }) => name);
  }
}

/** The id of a worker that has ended. */
const ENDED = -1;

/** Whether a worker belongs to Node, which runs hooks of module loaders in a thread with its own class. */
function isNodesOwn(worker: Worker): boolean {
  return worker.constructor !== Worker && worker.constructor.name === 'InternalWorker';
}

function nameOf(worker: Worker & { readonly threadName?: string | null }): string {
  // Only newer versions of Node have thread names.
  const name = worker.threadName ?? '';
  return `thread ${worker.threadId}${name === '' || name === UNNAMED ? '' : ` (${name})`}`;
}

const UNNAMED = 'WorkerThread';
