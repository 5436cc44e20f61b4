import { AsyncLocalStorage, executionAsyncId } from 'node:async_hooks';
import type { Thread } from './thread.js';

const storage: AsyncLocalStorage<Thread> = new AsyncLocalStorage<Thread>();

// From Node 24 on promises have no id of their own. This field is gone there, and the storage is asked each time.
const idsTellThreads = 'kResourceStore' in storage;
/** No id: ids are 0 and more. */
const NO_ID = -1;
/**
 * The one id of an asynchronous context that is known to be the root thread's; a number holds nothing. It lies outside
 * of V8's heap, and Node's function is in a constant, so that compiled lookups have the addresses of both.
 */
const rootId: Float64Array = new Float64Array(new ArrayBuffer(Float64Array.BYTES_PER_ELEMENT)).fill(NO_ID);
const idHere = executionAsyncId;
let aThreadHasRun = false;

/**
 * The thread whose `run` started this code; undefined in the root thread. Every operation of a thread-local asks it.
 *
 * `AsyncLocalStorage` keeps it, but takes longer to ask than all else that a hit does. So the id of the context that
 * last turned out to be the root thread's is remembered: what a context's storage says changes only in `runInThread`.
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
  // All callbacks without an asynchronous context of their own have the id 0: that tells nothing once there are threads.
  if (idsTellThreads && (id > 0 || !aThreadHasRun)) rootId[0] = id;
}
