import { AsyncLocalStorage, executionAsyncId } from 'node:async_hooks';
import type { Thread } from './thread.js';

const storage: AsyncLocalStorage<Thread> = new AsyncLocalStorage<Thread>();

// From Node 24 on, promises have no id of their own. This field is missing there, and the storage is read each time.
const idsTellThreads = 'kResourceStore' in storage;
/** Stands for no id: ids are 0 or more. */
const NO_ID = -1;
/**
 * The id of one asynchronous context that is known to be the root thread's. A number retains nothing. It is stored
 * outside V8's heap, and Node's function in a constant, so that compiled lookups contain the addresses of both.
 */
const rootId: Float64Array = new Float64Array(new ArrayBuffer(Float64Array.BYTES_PER_ELEMENT)).fill(NO_ID);
const idHere = executionAsyncId;
let aThreadHasRun = false;

/**
 * Returns the thread whose `run` started this code; undefined in the root thread. Every operation of a thread-local
 * calls it.
 *
 * `AsyncLocalStorage` stores it, but reading that takes longer than the rest of a hit. So the id of the context that
 * was last found to be the root thread's is remembered: a context's store changes only in `runInThread`.
 */
export function runningThread(): Thread | undefined {
  const known = rootId[0]!;
  if (known >= 0) {
    if (idHere() === known) return undefined;
    rootId[0] = NO_ID;
  }
  const running = storage.getStore();
  if (running === undefined) rememberRoot();
  return running;
}

/** Calls `fn` with `argument` in `thread`; what `fn` starts asynchronously is in `thread`, too. */
export function runInThread<A, R>(thread: Thread, fn: (argument: A) => R, argument: A): R {
  aThreadHasRun = true;
  rootId[0] = NO_ID;
  return storage.run(thread, fn, argument);
}

function rememberRoot(): void {
  const id = idHere();
  // All callbacks without an asynchronous context of their own have the id 0, so it identifies no thread once one runs.
  if (idsTellThreads && (id > 0 || !aThreadHasRun)) rootId[0] = id;
}
