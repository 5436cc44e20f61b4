import type { Worker } from 'node:worker_threads';

/** Threads that work for the harness itself, to exclude them when threads of this process are counted. */
export const harnessThreads: WeakSet<Worker> = new WeakSet<Worker>();
