import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { Worker } from 'node:worker_threads';
import { harnessThreads } from '../../core/harness-threads.js';
import { delay, now } from '../../core/captured-timers.js';
import { ChildProcesses } from './child-processes.js';
import { OwnWeakRef } from './intrinsics.js';
import type { UnseenIsolate } from './unseen-isolate.js';

/** What is as good as ended at a look is waited for, as long as one of them ends every so often. */
const PATIENCE_MS = 1000;
const LONGEST_WAIT_MS = 10_000;
const POLL_MS = 5;

/**
 * Watches which threads and processes this isolate starts from now on, and knows which of them are alive. Node tells of
 * each on its diagnostics channels, on all versions from 20 on. What they start themselves need not be watched: it
 * lives no longer than they do, save processes, which the system lists.
 */
export class HeapwitnessIsolates {
  /** Objects that it retains belong to the harness, see `scenario-controls.ts`. */
  readonly brand: string;
  readonly #workers = new Set<WeakRef<Worker>>();
  readonly #children: ChildProcesses;
  /** By name, at the last wait: those were waited for once. */
  #known: ReadonlySet<string> = new Set();
  readonly #onWorker = (message: unknown): void => {
    const { worker } = message as { worker: Worker };
    if (isNodesOwn(worker) || harnessThreads.has(worker)) return;
    this.#workers.add(new OwnWeakRef(worker));
  };

  /** @param isProcessOurs whether all that this process starts is started by what is watched */
  constructor({ isProcessOurs, brand }: { isProcessOurs: boolean; brand: string }) {
    this.brand = brand;
    this.#children = new ChildProcesses(isProcessOurs);
    subscribe('worker_threads', this.#onWorker);
  }

  /**
   * From now on, isolates started by other threads count too; before, a loader of modules may have started its helpers.
   */
  noteLoaded(): void {
    this.#children.noteOthers();
  }

  /** Those that live. */
  living(): UnseenIsolate[] {
    const living: UnseenIsolate[] = [];
    for (const reference of this.#workers) {
      const worker = reference.deref();
      if (worker === undefined || worker.threadId === ENDED) this.#workers.delete(reference);
      else living.push({ kind: 'worker', name: nameOf(worker) });
    }
    return [...living, ...this.#children.living()];
  }

  /** Waits a moment for those to end that have not been waited for before. */
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

/** What a worker's id is when it has ended. */
const ENDED = -1;

/** Node runs module loaders' hooks in a thread, of a class of its own. */
function isNodesOwn(worker: Worker): boolean {
  return worker.constructor !== Worker && worker.constructor.name === 'InternalWorker';
}

function nameOf(worker: Worker & { readonly threadName?: string | null }): string {
  // Only newer versions of Node tell it.
  const name = worker.threadName ?? '';
  return `thread ${worker.threadId}${name === '' || name === UNNAMED ? '' : ` (${name})`}`;
}

const UNNAMED = 'WorkerThread';
