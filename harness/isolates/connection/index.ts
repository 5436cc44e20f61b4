export type { RequestOptions } from './connection.js';
export type { Transferable, WorkerResourceLimits } from './endpoint.js';
export { FullHeapError, WorkerError, deathError, type Death } from './worker-errors.js';
