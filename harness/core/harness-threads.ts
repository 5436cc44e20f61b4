import type { Worker } from 'node:worker_threads';

/** Threads that work for the harness itself, for those who count what else runs in this process. */
export const harnessThreads: WeakSet<Worker> = new WeakSet<Worker>();
