import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { ByteSink } from './drain-while-written.js';
import { WorkerError } from '../connection/worker-errors.js';

/**
 * Runs a function that writes a snapshot, chunk by chunk, to a temporary file next to `file`, and renames it on
 * success. Only the owner can read the file, because a heap is full of secrets.
 *
 * @throws {WorkerError} `ERR_CAPTURE_FAILED` when the file cannot be written; otherwise what `work` throws
 */
export async function saveWhile<T>(
  worker: string,
  file: string | URL,
  work: (write: ByteSink) => Promise<T>,
): Promise<T> {
  const path = typeof file === 'string' ? file : fileURLToPath(file);
  const beside = `${path}.${randomUUID()}.partial`;
  const tried = <R>(step: Promise<R>): Promise<R> =>
    step.catch((cause: unknown) => Promise.reject(unwritable(worker, path, cause)));
  const out = await tried(open(beside, 'wx', 0o600));
  try {
    const result = await work((bytes) => {
      try {
        writeAll(out.fd, bytes);
      } catch (cause) {
        throw unwritable(worker, path, cause);
      }
    });
    await tried(out.close());
    await tried(rename(beside, path));
    return result;
  } catch (error) {
    await out.close().catch(() => undefined);
    await rm(beside, { force: true });
    throw error;
  }
}

/** Writes synchronously: the bytes arrive while V8 blocks this thread with writing, and are invalid afterwards. */
function writeAll(fd: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length;) written += writeSync(fd, bytes, written);
}

function unwritable(worker: string, path: string, cause: unknown): WorkerError {
  const why = cause instanceof Error ? cause.message : String(cause);
  const message = `Worker ${worker}: its heap snapshot cannot be written to ${path}: ${why}.`;
  return new WorkerError('ERR_CAPTURE_FAILED', worker, 'capture', message, { cause });
}
