export { startWorker, startWorkerProcess } from './start/index.js';
export type { StartWorkerOptions, StartWorkerProcessOptions } from './start/index.js';
export { LongLivedWorker } from './long-lived-worker.js';
export type { HeapOptions } from './long-lived-worker.js';
export type { AnyFunction, CallArguments, CallName, CallResult } from './call-types.js';
