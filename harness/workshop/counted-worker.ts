import type { HeapGraph } from '../heap/graph/index.js';
import { startWorker, startWorkerProcess } from '../isolates/workers/index.js';
import type {
  HeapOptions,
  LongLivedWorker,
  StartWorkerOptions,
  StartWorkerProcessOptions,
} from '../isolates/workers/index.js';
import { censusOf, classesToQuery } from './census.js';
import type { Census } from './census.js';
import type { TableView } from './tables/index.js';
import type { LookWalks } from './walk-log.js';

/** The extension that runs in the worker's own isolate. */
const EXTENSION = new URL('./agent-extension.js', import.meta.url);

/**
 * Starts a worker thread, as `startWorker` does, whose objects {@link takeCensus} can count. `countedClasses` may name
 * exports of its module, whose instances are the values, and classes of the thread-local subject, whose are not.
 */
export function startCountedWorker<Module>(
  module: string | URL,
  options: StartWorkerOptions = {},
): Promise<LongLivedWorker<Module>> {
  return startWorker(module, withTables(options));
}

/** Starts a worker process, as `startWorkerProcess` does; otherwise as {@link startCountedWorker}. */
export function startCountedWorkerProcess<Module>(
  module: string | URL,
  options: StartWorkerProcessOptions = {},
): Promise<LongLivedWorker<Module>> {
  return startWorkerProcess(module, withTables(options));
}

function withTables<Options extends StartWorkerOptions>(options: Options): Options {
  return { ...options, extensions: [...(options.extensions ?? []), EXTENSION] };
}

/**
 * Walks the live thread-local tables of a counted worker. Nothing is collected or expunged.
 *
 * @throws {WorkerError} `ERR_USAGE` when the worker was started neither by {@link startCountedWorker} nor by
 * {@link startCountedWorkerProcess}
 */
export function walkTables<Module>(
  worker: LongLivedWorker<Module>,
  options: Pick<HeapOptions, 'signal' | 'timeoutMs'> = {},
): Promise<TableView[]> {
  return worker.askExtension('walk', null, options) as Promise<TableView[]>;
}

/** Records the walks of all calls of thread-locals in a counted worker from now on. To be called once. */
export async function recordWalks<Module>(
  worker: LongLivedWorker<Module>,
  options: Pick<HeapOptions, 'signal'>,
): Promise<void> {
  await worker.askExtension('recordWalks', null, options);
}

/** Returns the walks of a counted worker since they were last taken; none if they are not recorded. */
export function takeWalks<Module>(
  worker: LongLivedWorker<Module>,
  options: Pick<HeapOptions, 'signal'>,
): Promise<LookWalks> {
  return worker.askExtension('takeWalks', null, options) as Promise<LookWalks>;
}

/**
 * Counts keys, values and stale entries of a counted worker in three ways (the live table, the heap snapshot, V8's own
 * query) and reports where the counts differ. Counts the classes that were given when the worker was started. Collect
 * garbage first.
 *
 * @throws {WorkerError} `ERR_USAGE` when the worker was started neither by {@link startCountedWorker} nor by
 * {@link startCountedWorkerProcess}; otherwise as `LongLivedWorker.heap`
 */
export async function takeCensus<Module>(
  worker: LongLivedWorker<Module>,
  options: HeapOptions = {},
): Promise<{ census: Census; heap: HeapGraph }> {
  const tables = await walkTables(worker, options);
  const queried = await worker.queryObjects(classesToQuery(worker.countedClasses, tables), options);
  const heap = await worker.heap(options);
  return { census: censusOf(tables, queried, heap), heap };
}
