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

/** Runs in the worker's own isolate. */
const EXTENSION = new URL('./agent-extension.js', import.meta.url);

/**
 * As `startWorker`, a thread that {@link takeCensus} can count; `countedClasses` may be exports of its module, which are
 * the values, or classes of the thread-local subject, which by their names never are.
 */
export function startCountedWorker<Module>(
  module: string | URL,
  options: StartWorkerOptions = {},
): Promise<LongLivedWorker<Module>> {
  return startWorker(module, withTables(options));
}

/** As `startWorkerProcess`, a process that {@link takeCensus} can count; see {@link startCountedWorker}. */
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
 * Walks the live thread-local tables of a counted worker; nothing is collected, nothing is cleaned.
 *
 * @throws {WorkerError} `ERR_USAGE` when the worker was not started by {@link startCountedWorker} or its like
 */
export function walkTables<Module>(
  worker: LongLivedWorker<Module>,
  options: Pick<HeapOptions, 'signal' | 'timeoutMs'> = {},
): Promise<TableView[]> {
  return worker.askExtension('walk', null, options) as Promise<TableView[]>;
}

/**
 * Counts keys, values and stale entries of a counted worker three ways (the live table, the heap snapshot, V8's own
 * query) and says where they differ. Collect garbage before; the classes counted are those given at the start.
 *
 * @throws {WorkerError} `ERR_USAGE` when the worker was not started by {@link startCountedWorker} or its like; as
 * `LongLivedWorker.heap`
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
