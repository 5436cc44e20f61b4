import { once } from 'node:events';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { Random } from '../courses/random.js';

/**
 * A thread with a pool of bare threads, each of which is terminated at any moment and replaced by another one.
 */
const SIZE = 3;
const LONGEST_LIFE_MS = 2000;

const { seed = 0, lifeMs = 0 } = workerData as { seed?: number; lifeMs?: number };
if (lifeMs > 0) work();
else {
  const random = new Random(seed);
  for (let at = 0; at < SIZE; at++) void replaceAlways(random);
}

async function replaceAlways(random: Random): Promise<never> {
  for (;;) {
    const worker = new Worker(new URL(import.meta.url), {
      workerData: { lifeMs: random.upTo(LONGEST_LIFE_MS) },
    });
    await once(worker, 'message');
    await worker.terminate();
  }
}

/** Works for a while, reports that it may be replaced, and works on until it is terminated. */
function work(): never {
  const cells = new Int32Array(new SharedArrayBuffer(4));
  const until = performance.now() + lifeMs;
  const rows = new Map<number, object>();
  let isOld = false;
  for (let at = 0; ; at++) {
    rows.set(at % 1000, { at, text: `row ${at}` });
    // It leaves the processor to others.
    if (at % 1000 === 0) Atomics.wait(cells, 0, 0, 1);
    if (isOld || performance.now() < until) continue;
    isOld = true;
    parentPort?.postMessage(at);
  }
}
