import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

let worker;

export function setup() {
  worker = new Worker(new URL('../tasks/thread.mjs', import.meta.url));
}

export async function iteration({ index, variant }) {
  worker.postMessage({ index, variant });
  await once(worker, 'message');
}

export async function teardown() {
  await worker.terminate();
}
