import { WorkerError } from '../runtime/worker-errors.js';

const FULL: readonly string[] = ['ERR_WORKER_OUT_OF_MEMORY', 'ERR_CAPTURE_FAILED'];

/** Whether a worker failed because its heap has filled up, or nearly so. */
export function isFull(error: unknown): error is WorkerError {
  return error instanceof WorkerError && FULL.includes(error.code);
}
