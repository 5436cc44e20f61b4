export { startWorker, startWorkerProcess } from './start.js';
export type { StartWorkerOptions, StartWorkerProcessOptions } from './start.js';
