import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { SnapshotBytes } from '../runtime/capture.js';
import { WorkerError } from '../runtime/worker-errors.js';

/**
 * Lets `read` have the bytes while they are also written beside `file`, which is put in place when all went well.
 * Readable by its owner only: a heap is full of secrets.
 *
 * @throws {WorkerError} `ERR_CAPTURE_FAILED` when the file cannot be written; what `read` throws
 */
export async function saveWhile<T>(
  worker: string,
  bytes: SnapshotBytes,
  file: string | URL,
  read: (bytes: SnapshotBytes) => Promise<T>,
): Promise<T> {
  const path = typeof file === 'string' ? file : fileURLToPath(file);
  const beside = `${path}.${randomUUID()}.partial`;
  const tried = <R>(step: Promise<R>): Promise<R> =>
    step.catch((cause: unknown) => Promise.reject(unwritable(worker, path, cause)));
  const out = await tried(open(beside, 'wx', 0o600));
  try {
    const result = await read(teed(bytes, out, tried));
    await tried(out.close());
    await tried(rename(beside, path));
    return result;
  } catch (error) {
    await out.close().catch(() => undefined);
    await rm(beside, { force: true });
    throw error;
  }
}

/** What reads a snapshot when nothing but the file is wanted. */
export async function readAll(bytes: SnapshotBytes): Promise<void> {
  for await (const chunk of bytes) void chunk;
}

async function* teed(
  bytes: SnapshotBytes,
  out: FileHandle,
  tried: <R>(step: Promise<R>) => Promise<R>,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    await tried(out.writeFile(chunk));
    yield chunk;
  }
}

function unwritable(worker: string, path: string, cause: unknown): WorkerError {
  const why = cause instanceof Error ? cause.message : String(cause);
  const message = `Worker ${worker}: its heap snapshot cannot be written to ${path}: ${why}.`;
  return new WorkerError('ERR_CAPTURE_FAILED', worker, 'capture', message, { cause });
}
