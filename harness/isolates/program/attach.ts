import type { Worker } from 'node:worker_threads';
import { isMainThread, threadId as ownThread } from 'node:worker_threads';
import { BRAND } from '../agent/brand.js';
import { HeapwitnessIsolates } from '../agent/started-isolates.js';
import { delay, now } from '../../core/captured-timers.js';
import { HeapwitnessError } from '../../core/errors.js';
import { harnessThreads } from '../../core/harness-threads.js';
import { shownValue } from '../../core/shown-value.js';
import { WorkerError } from '../connection/worker-errors.js';
import { AttachedWorker } from './attached-worker.js';
import { IsolateEnded } from './connected/index.js';
import { ProcessSessions, type ThreadSession } from './connected/index.js';
import { Visit } from './visit.js';

/** Time for a worker that was started a moment ago to begin to run. */
const ATTACH_MS = 5000;
const POLL_MS = 5;
/** The id of a worker that has ended. */
const ENDED = -1;

/** Which workers this isolate has started since this module was loaded, each with the line that started it. */
const started = new HeapwitnessIsolates({ isProcessOurs: false, brand: BRAND });

/** The sessions with all threads of this process, while there are handles that use them. */
let sessions: Promise<ProcessSessions> | null = null;
let handles = 0;
let nextSerial = 1;

/**
 * Attaches to a worker thread that someone else started, such as one of a pool: its garbage can be collected and its
 * heap read, without its cooperation, also while it is busy or blocked. Detach when it is no longer needed.
 *
 * Node 20 has a race here: it aborts the process if another thread ends at the very moment at which Node lists it (once
 * in 90,000 attachments beside threads that only start and end). Use it in tests and diagnosis, not in a loop in service.
 *
 * @param worker a worker of this thread
 * @throws {WorkerError} `ERR_WORKER_EXITED` when it has ended, `ERR_CAPTURE_FAILED` when it cannot be reached;
 * {@link HeapwitnessError} `ERR_USAGE` when it is not a worker
 */
export async function attach(worker: Worker): Promise<AttachedWorker> {
  const { threadId } = (worker ?? {}) as { threadId?: unknown };
  if (typeof threadId !== 'number') {
    const message = `attach cannot use ${shownValue(worker)}. Give a Worker of node:worker_threads, or use workers() to find those of a pool.`;
    throw new HeapwitnessError('ERR_USAGE', message);
  }
  const name = `thread ${threadId}`;
  if (threadId === ENDED) {
    const message = 'The worker has ended, so its heap cannot be read. Attach to it while it runs.';
    throw new WorkerError('ERR_WORKER_EXITED', 'thread', 'attach', message);
  }
  const until = now() + ATTACH_MS;
  const all = await acquire();
  try {
    for (;;) {
      const session = all.workers().find((one) => one.threadId === threadId);
      if (session !== undefined) return await handleOf(session);
      if (now() >= until || worker.threadId === ENDED) break;
      await delay(POLL_MS);
    }
    const isEnded = worker.threadId === ENDED;
    const message = `${name} ${isEnded ? 'has ended' : 'is not among the threads of this process'}, so its heap cannot be read. Attach to a worker of this process while it runs.`;
    throw new WorkerError(isEnded ? 'ERR_WORKER_EXITED' : 'ERR_CAPTURE_FAILED', name, 'attach', message);
  } catch (cause) {
    release();
    if (cause instanceof HeapwitnessError) throw cause;
    const code = cause instanceof IsolateEnded ? 'ERR_WORKER_EXITED' : 'ERR_CAPTURE_FAILED';
    const message = `${name} cannot be attached to: ${(cause as Error).message}. Attach to a worker that runs.`;
    throw new WorkerError(code, name, 'attach', message, { cause });
  }
}

/**
 * Attaches to all worker threads of this process, whoever started them: those of any pool, without knowing its inside.
 * Each has the line that started it if this thread started it after heapwitness was loaded, and otherwise its script.
 * The thread that calls, Node's own threads and those of the harness are left out.
 */
export async function workers(): Promise<AttachedWorker[]> {
  const all = await acquire();
  try {
    const until = now() + ATTACH_MS;
    while (isMissing(all) && now() < until) await delay(POLL_MS);
    const found: AttachedWorker[] = [];
    for (const session of all.workers().toSorted((one, other) => one.threadId - other.threadId)) {
      const { threadId } = session;
      if ((!isMainThread && threadId === ownThread) || harnessThreads.has(threadId)) continue;
      handles += 1;
      // One that ends meanwhile is none.
      const handle = await handleOf(session).catch(() => null);
      if (handle === null || handle.isNodesOwn) release();
      else found.push(handle);
    }
    return found;
  } finally {
    release();
  }
}

/** Whether a worker that this thread has started does not run yet. */
function isMissing(all: ProcessSessions): boolean {
  const running = new Set(all.workers().map(({ threadId }) => threadId));
  return started
    .living()
    .some(({ kind, id }) => kind === 'worker' && !running.has(id) && !harnessThreads.has(id));
}

async function handleOf({ threadId, session }: ThreadSession): Promise<AttachedWorker> {
  const known = started.living().find(({ kind, id }) => kind === 'worker' && id === threadId);
  const visit = await Visit.begin(nextSerial++, session, BRAND);
  const { isNodesOwn, script } = await visit.facts();
  const all = await sessions;
  return new AttachedWorker(visit, {
    threadId,
    name: known?.name ?? `thread ${threadId}`,
    startedAt: known?.startedAt ?? null,
    script,
    isNodesOwn: isNodesOwn && known === undefined,
    forgetConsole: async () => all?.forgetConsole(ATTACH_MS),
    release,
  });
}

async function acquire(): Promise<ProcessSessions> {
  handles += 1;
  sessions ??= ProcessSessions.ofThisProcess();
  try {
    return await sessions;
  } catch (cause) {
    release();
    const message = `The threads of this process cannot be reached: ${(cause as Error).message}.`;
    throw new WorkerError('ERR_CAPTURE_FAILED', 'threads', 'attach', message, { cause });
  }
}

function release(): void {
  handles -= 1;
  if (handles > 0) return;
  void sessions?.then((all) => all.close()).catch(() => undefined);
  sessions = null;
}
