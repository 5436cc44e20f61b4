import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ProcessCaptureBackend } from '../../agent/protocol.js';
import { moduleUrl } from '../../../core/module-url.js';
import { Connection } from '../../connection/connection.js';
import type { Endpoint, EndpointOptions, WorkerResourceLimits } from '../../connection/endpoint.js';
import { startProcess } from '../../connection/process-endpoint.js';
import { startThread } from '../../connection/thread-endpoint.js';
import { WorkerError } from '../../connection/worker-errors.js';
import type { LongLivedWorker } from '../long-lived-worker.js';

export interface StartWorkerOptions {
  /**
   * The worker's name in errors and reports.
   * @defaultValue the module's file name
   */
  readonly name?: string | undefined;
  /** Limits of the worker's JavaScript heap. */
  readonly resourceLimits?: WorkerResourceLimits | undefined;
  /**
   * Node options of the worker. `--expose-gc` is a flag of the whole process, which Node rejects for a thread.
   * @defaultValue those of this process
   */
  readonly execArgv?: readonly string[] | undefined;
  readonly env?: NodeJS.ProcessEnv | undefined;
  /**
   * Classes whose instances `queryObjects` counts: exports of the worker's module, or classes of an extension. An
   * unknown class is rejected with `ERR_UNKNOWN_CLASS`.
   * @defaultValue none
   */
  readonly countedClasses?: readonly string[] | undefined;
  /**
   * Compiled modules that answer {@link LongLivedWorker.askExtension} in the worker; each exports the members of an
   * {@link AgentExtension}.
   * @defaultValue none
   */
  readonly extensions?: readonly URL[] | undefined;
  readonly signal?: AbortSignal | undefined;
  /**
   * Maximum time in milliseconds for loading the module.
   * @defaultValue 60000
   */
  readonly timeoutMs?: number | undefined;
}

export interface StartWorkerProcessOptions extends StartWorkerOptions {
  /**
   * The backend that writes the snapshots of this worker.
   * @defaultValue 'node:v8'
   */
  readonly captureBackend?: ProcessCaptureBackend | undefined;
}

/**
 * Starts a long-lived worker thread that runs `module`, compiled JavaScript whose exports are plain functions. Like
 * Node's own workers, it keeps this process alive until it is closed.
 *
 * @throws {WorkerError} `ERR_WORKER_MODULE` when the module does not exist or does not load; `ERR_USAGE` when Node
 * rejects an option
 */
export function startWorker<Module>(
  module: string | URL,
  options: StartWorkerOptions = {},
): Promise<LongLivedWorker<Module>> {
  return start(startThread, module, options, 'node:v8');
}

/**
 * Starts a long-lived worker process: the same interface, but in a separate Node process, in which the native capture
 * packages can be used. However this process ends, the worker process ends too, unless it is stuck in a loop.
 *
 * @throws {WorkerError} `ERR_WORKER_MODULE` when the module does not exist or does not load; `ERR_USAGE` when Node
 * rejects an option
 */
export function startWorkerProcess<Module>(
  module: string | URL,
  options: StartWorkerProcessOptions = {},
): Promise<LongLivedWorker<Module>> {
  return start(startProcess, module, options, options.captureBackend ?? 'node:v8');
}

async function start<Module>(
  startEndpoint: (options: EndpointOptions) => Endpoint,
  module: string | URL,
  options: StartWorkerOptions,
  backend: ProcessCaptureBackend,
): Promise<LongLivedWorker<Module>> {
  options.signal?.throwIfAborted();
  const url = moduleUrl(module);
  const name = options.name ?? nameOf(url);
  if (url.protocol === 'file:' && !existsSync(url)) throw noModule(name, fileURLToPath(url));
  const { countedClasses = [], extensions = [] } = options;
  const endpoint = tryToStart(startEndpoint, {
    name,
    start: { module: url.href, extensions: extensions.map(({ href }) => href), countedClasses },
    ...(options.resourceLimits ? { resourceLimits: options.resourceLimits } : {}),
    ...(options.execArgv ? { execArgv: options.execArgv } : {}),
    ...(options.env ? { env: options.env } : {}),
  });
  const connection = new Connection(name, endpoint);
  // Loaded while the worker starts: the modules that read heaps take as long to load.
  const [{ LongLivedWorker }] = await Promise.all([
    import('../long-lived-worker.js'),
    connection.ready(options),
  ]);
  return new LongLivedWorker<Module>(connection, countedClasses, backend);
}

function tryToStart(
  startEndpoint: (options: EndpointOptions) => Endpoint,
  options: EndpointOptions,
): Endpoint {
  try {
    return startEndpoint(options);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const message = `Worker ${options.name} cannot be started: ${why}`;
    throw new WorkerError('ERR_USAGE', options.name, 'start', message, { cause });
  }
}

function nameOf(url: URL): string {
  if (url.protocol !== 'file:') return `${url.protocol}module`;
  const parts = url.pathname.split('/');
  return decodeURIComponent(parts.slice(-2).join('/')).replace(/\.[cm]?js$/, '');
}

function noModule(name: string, file: string): WorkerError {
  const message = `Worker ${name}: the module ${file} does not exist. Give the compiled JavaScript file, and build it first.`;
  return new WorkerError('ERR_WORKER_MODULE', name, null, message);
}
