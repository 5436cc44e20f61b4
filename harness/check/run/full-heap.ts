import { FullHeapError, WorkerError } from '../../isolates/connection/index.js';

/** Whether a worker failed because its heap was full, or nearly full. */
export function isFull(error: unknown): error is WorkerError {
  if (error instanceof FullHeapError) return true;
  return error instanceof WorkerError && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
