import { chmod, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { HeapRoom, ProcessCaptureBackend } from '../agent/protocol.js';
import type { Connection, RequestOptions } from '../connection/connection.js';
import { type ByteSink, drainWhileWritten } from './drain-while-written.js';
import { temporaryFolder } from '../supervision/temporary-folder.js';
import { FullHeapError, WorkerError } from '../connection/worker-errors.js';

/** Options of a capture. */
export interface CaptureOptions extends RequestOptions {
  /** Called once while the worker writes; the capture rejects with what it throws. */
  readonly meanwhile?: (() => void) | undefined;
}

/**
 * Captures the heap of a worker thread and passes the bytes to `sink` while V8 writes them: this thread is blocked
 * meanwhile, and at most one chunk is buffered. The worker is parked from before the capture until the last byte, so it
 * cannot end in between; if `sink` throws, the rest is drained. A `close` meanwhile waits for that. `timeoutMs` limits
 * the time until the worker is parked, not the capture itself.
 *
 * @throws {WorkerError} `ERR_CAPTURE_FAILED` when the heap is too near its limit, or the worker cannot be captured
 */
export function captureThread(
  connection: Connection,
  sink: ByteSink,
  options: CaptureOptions = {},
): Promise<void> {
  return connection.hold(async () => {
    const cell = new SharedArrayBuffer(4);
    try {
      refuseWhenFull(connection.name, await connection.request('park', { cell }, options, 'capture'));
      const writing = captured(connection);
      const failure = failureOf(options.meanwhile);
      // V8 would crash if a capture that has begun were not drained.
      await drain(await writing, failure === null ? sink : () => undefined, options.signal);
      if (failure !== null) throw failure.error;
    } finally {
      // Also if the worker did not answer in time: it must not block when it reads the request later.
      const flag = new Int32Array(cell);
      Atomics.store(flag, 0, 1);
      Atomics.notify(flag, 0);
    }
  });
}

/**
 * Captures a worker process with the given backend, through a file in a private temporary folder that is removed
 * afterwards. A `close` meanwhile ends the process, and the capture with it.
 *
 * @throws {WorkerError} `ERR_CAPTURE_BACKEND` when that backend is not available; `ERR_CAPTURE_FAILED` when no
 * temporary file can be created or written
 */
export async function captureProcess(
  connection: Connection,
  backend: ProcessCaptureBackend,
  sink: ByteSink,
  options: CaptureOptions = {},
): Promise<void> {
  const folder = await orFail(connection.name, 'no temporary file could be created', temporaryFolder());
  try {
    const file = join(folder.path, 'capture.heapsnapshot');
    const written = connection.request('writeSnapshot', { backend, file }, options, 'capture');
    const failure = failureOf(options.meanwhile);
    await written;
    if (failure !== null) throw failure.error;
    await orFail(connection.name, 'the snapshot cannot be read back', chmod(file, 0o600));
    const handle = await orFail(connection.name, 'the snapshot cannot be read back', open(file));
    try {
      await readAll(handle, sink, options.signal);
    } finally {
      await handle.close();
    }
  } finally {
    await folder.remove();
  }
}

/** Calls a function and returns what it throws; `null` if it throws nothing. */
function failureOf(work: (() => void) | undefined): { readonly error: unknown } | null {
  try {
    work?.();
    return null;
  } catch (error) {
    return { error };
  }
}

async function readAll(handle: FileHandle, sink: ByteSink, signal: AbortSignal | undefined): Promise<void> {
  for await (const chunk of handle.createReadStream({ autoClose: false }) as AsyncIterable<Uint8Array>) {
    signal?.throwIfAborted();
    sink(chunk);
  }
  signal?.throwIfAborted();
}

/** Converts a system error to an error that says what it means for the capture. */
async function orFail<T>(worker: string, what: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    throw captureFailed(worker, `${what}: ${(cause as Error).message}`, cause);
  }
}

async function drain(stream: Readable, sink: ByteSink, signal: AbortSignal | undefined): Promise<void> {
  await drainWhileWritten(stream, (bytes) => {
    signal?.throwIfAborted();
    sink(bytes);
  });
  // A small heap arrives as one chunk.
  signal?.throwIfAborted();
}

async function captured(connection: Connection): Promise<Readable> {
  try {
    const stream = await connection.endpoint.capture?.();
    if (stream !== undefined) return stream;
  } catch (cause) {
    throw captureFailed(connection.name, (cause as Error).message, cause);
  }
  throw captureFailed(connection.name, 'it is not a worker thread', undefined);
}

function refuseWhenFull(worker: string, { usedBytes, limitBytes, tooFull }: HeapRoom): void {
  if (!tooFull) return;
  const figures = `${usedBytes} of ${limitBytes} bytes in use`;
  const message = `Worker ${worker}: its heap cannot be captured: its heap is too near its limit (${figures}), and a capture could kill the process.`;
  throw new FullHeapError('ERR_CAPTURE_FAILED', worker, 'capture', message);
}

function captureFailed(worker: string, why: string, cause: unknown): WorkerError {
  const message = `Worker ${worker}: its heap cannot be captured: ${why.replace(/\.$/, '')}.`;
  return new WorkerError('ERR_CAPTURE_FAILED', worker, 'capture', message, { cause });
}
