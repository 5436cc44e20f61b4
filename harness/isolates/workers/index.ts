export { startWorker, startWorkerProcess } from './start.js';
export type { StartWorkerOptions, StartWorkerProcessOptions } from './start.js';
export { LongLivedWorker } from './long-lived-worker.js';
export type { HeapOptions } from './long-lived-worker.js';
export type { CallArguments, CallName, CallResult } from './calls.js';
export { type Census, SUBJECT_CLASSES, type WitnessedCount } from './census.js';
