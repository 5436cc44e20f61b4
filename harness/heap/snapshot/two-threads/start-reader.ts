import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';

import { SecondThread } from '../../../core/second-thread.js';

/** The help of a second thread for a reader of rows. */
export const CHUNK_TASK: URL = new URL('./chunk-thread-entry.js', import.meta.url);
/** Starting a thread costs as much as reading so much alone. */
const WORTH_A_THREAD_BYTES = 1 << 26;

/** Whether two threads read so much sooner than one. */
export function isWorthAThread(byteLength: number): boolean {
  return availableParallelism() > 1 && byteLength >= WORTH_A_THREAD_BYTES;
}

/**
 * Starts the second thread for a large file that is about to be read, while the code that reads it is loaded: otherwise
 * a third of 100 MB is read before it can help. Nothing is said of a file that cannot be read, and for one that is
 * gzipped it is in vain: the thread ends when nobody asks for it.
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
