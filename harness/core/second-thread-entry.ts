import { parentPort } from 'node:worker_threads';

import type { ThreadOrder, ThreadTask } from './second-thread.js';

/** The thread's side of `SecondThread`: the last order, after which the next one is executed. */
let last: Promise<void> = Promise.resolve();

async function follow({ task, job, isLast }: ThreadOrder): Promise<void> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- whoever names a module knows its jobs
  const module = (await import(task)) as ThreadTask<unknown>;
  if (job !== undefined) module.work(job);
  // Ends the thread, not the process.
  if (isLast) process.exit();
}

parentPort?.on('message', (order: ThreadOrder) => {
  last = last.then(() => follow(order));
});
