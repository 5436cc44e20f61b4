import { FullHeapError, WorkerError } from '../../isolates/connection/index.js';

/** Whether a worker failed because its heap has filled up, or nearly so. */
export function isFull(error: unknown): error is WorkerError {
  if (error instanceof FullHeapError) return true;
  return error instanceof WorkerError && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
