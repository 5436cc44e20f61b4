import type { LongLivedWorker } from '../../isolates/workers/index.js';
import { KEY_CLASS } from '../census.js';
import { recordWalks, startCountedWorker } from '../counted-worker.js';
import type * as pool from './pool-thread.js';

/** The module of a pool's thread. */
export type PoolModule = typeof pool;

/** A real, long-lived thread that serves requests, and records the walks of its calls. */
export type PoolThread = LongLivedWorker<PoolModule>;

/** The class of the values that requests leave behind. */
export const VALUE_CLASS = 'RequestContext';

const MODULE = new URL('./pool-thread.js', import.meta.url);

/**
 * Starts a thread of a pool.
 *
 * @throws {WorkerError} `ERR_WORKER_MODULE` when its module does not load
 */
export async function startPoolThread(name: string, signal: AbortSignal): Promise<PoolThread> {
  const thread = await startCountedWorker<PoolModule>(MODULE, {
    name,
    countedClasses: [KEY_CLASS, VALUE_CLASS],
    signal,
  });
  await recordWalks(thread, { signal });
  return thread;
}
