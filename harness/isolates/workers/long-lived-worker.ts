import type { GcEffort } from '../agent/collect-garbage.js';
import type { ProcessCaptureBackend } from '../agent/protocol.js';
import type { SurvivingAllocations } from '../agent/sample-allocations.js';
import { HeapGraph } from '../../heap/graph/index.js';
import { captureProcess, captureThread } from '../captures/capture.js';
import type { ByteSink } from '../captures/drain-while-written.js';
import type { Connection, RequestOptions } from '../connection/connection.js';
import { WorkerError } from '../connection/worker-errors.js';
import { SnapshotParser } from '../../heap/snapshot/index.js';
import type { CallArguments, CallName, CallResult } from './call-types.js';
import { saveWhile } from '../captures/save-snapshot.js';

export interface HeapOptions extends RequestOptions {
  /** Also saves the snapshot to this file, for Chrome DevTools; readable by its owner only (mode 0600). */
  readonly saveTo?: string | URL | undefined;
  /**
   * The capture backend; worker threads support only `node:v8`.
   * @defaultValue the backend with which the worker was started
   */
  readonly backend?: ProcessCaptureBackend | undefined;
  /**
   * Called once while the worker writes the snapshot and this thread would only wait. The capture rejects with what it
   * throws.
   */
  readonly meanwhile?: (() => void) | undefined;
}

/**
 * A worker that lives until it is closed, and whose heap can be examined: a thread of this process, or a separate
 * process. Its module exports plain functions; `Module` is that module's type.
 */
export class LongLivedWorker<Module> implements AsyncDisposable {
  readonly name: string;
  readonly kind: 'thread' | 'process';
  /** Id of the thread; `null` for a process. */
  readonly threadId: number | null;
  /** Id of the process; `null` for a thread. */
  readonly pid: number | null;
  /** The classes that {@link LongLivedWorker.queryObjects} counts, as given at the start. */
  readonly countedClasses: readonly string[];
  readonly #connection: Connection;
  readonly #backend: ProcessCaptureBackend;
  #capturing: Promise<unknown> = Promise.resolve();

  /**
   * Use `startWorker` or `startWorkerProcess`.
   *
   * @internal
   */
  constructor(connection: Connection, countedClasses: readonly string[], backend: ProcessCaptureBackend) {
    this.#connection = connection;
    this.countedClasses = countedClasses;
    this.#backend = backend;
    this.name = connection.name;
    this.kind = connection.endpoint.kind;
    this.threadId = connection.endpoint.threadId;
    this.pid = connection.endpoint.pid;
  }

  /**
   * Calls an exported function of the worker's module with one argument, and resolves to its result; both are copied
   * between the isolates.
   *
   * @throws {WorkerError} `ERR_WORKER_CALL` when the function threw, `ERR_WORKER_EXPORT` when there is no such
   * function, `ERR_NOT_SERIALIZABLE`, `ERR_WORKER_TIMEOUT`, `ERR_WORKER_CRASHED`, `ERR_WORKER_EXITED`,
   * `ERR_WORKER_OUT_OF_MEMORY`, `ERR_WORKER_CLOSED`
   */
  call<Name extends CallName<Module>>(
    name: Name,
    ...[argument, options]: CallArguments<Module[Name]>
  ): Promise<CallResult<Module[Name]>> {
    const answered = this.#connection.request('call', { name, argument }, options, name);
    return answered as Promise<CallResult<Module[Name]>>;
  }

  /** Forces full collections in the worker's own isolate; see `collectGarbage`. */
  collectGarbage(options: RequestOptions = {}): Promise<GcEffort> {
    return this.#connection.request('collectGarbage', {}, options);
  }

  /**
   * Sends a request to an extension with which the worker was started; argument and answer are copied between the
   * isolates.
   *
   * @throws {WorkerError} `ERR_USAGE` when no extension has a handler of that name
   */
  askExtension(name: string, argument: unknown, options: RequestOptions = {}): Promise<unknown> {
    return this.#connection.request('extension', { name, argument }, options, name);
  }

  /**
   * Counts the live instances of these classes with V8, subclasses included. V8 collects first.
   *
   * @throws {WorkerError} `ERR_UNKNOWN_CLASS` when a class was not in `countedClasses` at the start
   */
  queryObjects(
    classes: readonly string[] = this.countedClasses,
    options: RequestOptions = {},
  ): Promise<Record<string, number>> {
    return this.#connection.request('queryObjects', { classes }, options);
  }

  /**
   * Starts sampling the allocations of the worker; {@link LongLivedWorker.survivingAllocations} reports the surviving
   * ones.
   *
   * @throws {WorkerError} `ERR_CAPTURE_BACKEND` when the worker has no inspector
   */
  async sampleAllocations(options: RequestOptions = {}): Promise<void> {
    await this.#connection.request('sampleAllocations', null, options);
  }

  /** Reports where the surviving sampled objects were allocated, most bytes first; collect garbage before. */
  survivingAllocations(options: RequestOptions = {}): Promise<SurvivingAllocations[]> {
    return this.#connection.request('survivingAllocations', null, options);
  }

  /**
   * Captures the worker's heap and returns it as a graph. V8 collects first.
   *
   * @throws {WorkerError} `ERR_CAPTURE_FAILED` when the heap of a thread is too near its limit, or the file to save to
   * cannot be written; `ERR_CAPTURE_BACKEND` when the backend cannot be used
   */
  heap(options: HeapOptions = {}): Promise<HeapGraph> {
    const parser = new SnapshotParser();
    const read = async (write?: ByteSink): Promise<HeapGraph> => {
      await this.#capture((bytes) => {
        write?.(bytes);
        parser.push(bytes);
      }, options);
      return HeapGraph.from(parser.end());
    };
    return options.saveTo === undefined ? read() : saveWhile(this.name, options.saveTo, read);
  }

  /**
   * Writes the worker's heap to a file that Chrome DevTools can open, readable by its owner only (mode 0600). The file
   * appears when it is complete; nothing is left if that fails.
   *
   * @throws {WorkerError} as {@link LongLivedWorker.heap}
   */
  async snapshot(file: string | URL, options: HeapOptions = {}): Promise<void> {
    await saveWhile(this.name, file, (write) => this.#capture(write, options));
  }

  /** Resolves once the worker has ended, with the error that says why. */
  ended(): Promise<WorkerError> {
    return this.#connection.ended;
  }

  /**
   * Ends the worker and waits until it has ended. Open calls reject with `ERR_WORKER_CLOSED`; a capture of a thread
   * that has begun is drained first, because V8 would crash otherwise. Safe to call twice.
   */
  close(): Promise<void> {
    return this.#connection.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #capture(sink: ByteSink, options: HeapOptions): Promise<void> {
    const backend = options.backend ?? this.#backend;
    if (this.kind === 'thread' && backend !== 'node:v8')
      return Promise.reject(backendForProcesses(this.name, backend));
    const capture = async (): Promise<void> =>
      this.kind === 'thread'
        ? captureThread(this.#connection, sink, options)
        : captureProcess(this.#connection, backend, sink, options);
    const running = this.#capturing.then(capture);
    this.#capturing = running.catch(() => undefined);
    return running;
  }
}

function backendForProcesses(worker: string, backend: string): WorkerError {
  const message = `Worker ${worker}: a worker thread cannot be captured with ${backend}, which runs only on the main thread of a process. Use node:v8, or startWorkerProcess.`;
  return new WorkerError('ERR_CAPTURE_BACKEND', worker, 'capture', message);
}
