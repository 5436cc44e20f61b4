export type { WorkerResourceLimits } from './endpoint.js';
export { FullHeapError, WorkerError, deathError, type Death } from './worker-errors.js';
