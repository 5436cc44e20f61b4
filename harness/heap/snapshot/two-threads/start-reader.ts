import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';

import { SecondThread } from '../../../core/second-thread.js';

/** Entry module of the second thread that helps to read rows. */
export const CHUNK_TASK: URL = new URL('./chunk-thread-entry.js', import.meta.url);
/** Starting a thread takes as long as reading this number of bytes alone. */
const WORTH_A_THREAD_BYTES = 1 << 26;

/** Whether two threads read this number of bytes much sooner than one. */
export function isWorthAThread(byteLength: number): boolean {
  return availableParallelism() > 1 && byteLength >= WORTH_A_THREAD_BYTES;
}

/**
 * Starts the second thread for a large file that is about to be read, while the code that reads it is loaded; otherwise
 * a third of 100 MB is read before it can help. Does not report a file that cannot be read. For a gzipped file the
 * thread is not used: it ends when no one claims it.
 */
export function startReader(path: string): void {
  if (!isWorthAThread(lengthOf(path))) return;
  const thread = SecondThread.take();
  thread.prepare(CHUNK_TASK);
  thread.release();
}

function lengthOf(path: string): number {
  try {
    return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  } catch {
    return 0;
  }
}
