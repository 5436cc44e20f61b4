import { once } from 'node:events';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { Random } from '../courses/random.js';

/** A thread with a pool of bare threads; when it is asked to, it terminates them one after the other and replaces them. */
const SIZE = 3;
/** Longest time before a thread is terminated: about as long as a capture takes on a busy machine. */
const LONGEST_MS = 800;

const { seed = 0, isInPool = false } = workerData as { seed?: number; isInPool?: boolean };
const cells = new Int32Array(new SharedArrayBuffer(4));

if (isInPool) work();
else {
  const random = new Random(seed);
  const pool = await Promise.all(Array.from({ length: SIZE }, started));
  parentPort?.on('message', () => void replaceAll(pool, random));
  parentPort?.postMessage('ready');
}

async function replaceAll(pool: Worker[], random: Random): Promise<void> {
  for (const [at, worker] of pool.entries()) {
    Atomics.wait(cells, 0, 0, random.upTo(LONGEST_MS));
    await worker.terminate();
    pool[at] = await started();
  }
  parentPort?.postMessage('replaced');
}

async function started(): Promise<Worker> {
  const worker = new Worker(new URL(import.meta.url), { workerData: { isInPool: true } });
  await once(worker, 'message');
  return worker;
}

function work(): never {
  const rows = new Map<number, object>();
  for (let at = 0; ; at++) {
    rows.set(at % 1000, { at, text: `row ${at}` });
    if (at === 0) parentPort?.postMessage(at);
    // It leaves the processor to others.
    if (at % 1000 === 0) Atomics.wait(cells, 0, 0, 1);
  }
}
