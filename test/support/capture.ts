import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/**
 * The heap snapshot of a fresh worker that has run `source` (CommonJS; what it wants to keep it puts on
 * `globalThis`). The worker reports one macrotask later, when a WeakRef no longer keeps its target for the job. The
 * stream is drained before the worker ends: V8 crashes otherwise.
 */
export async function captureWorker(source: string): Promise<Uint8Array> {
  const parked = `
    const { parentPort } = require('node:worker_threads');
    parentPort.once('message', () => {});
    setImmediate(() => parentPort.postMessage('ready'));`;
  const worker = new Worker(`${source};{${parked}}`, { eval: true });
  try {
    await once(worker, 'message');
    return await drain(await worker.getHeapSnapshot());
  } finally {
    await worker.terminate();
  }
}

/** The heap snapshots of one worker after each of `steps` (CommonJS, all in one scope), taken as above. */
export async function captureSteps(steps: readonly string[]): Promise<Uint8Array[]> {
  const host = `
    const { parentPort } = require('node:worker_threads');
    parentPort.on('message', (step) => {
      (0, eval)(step);
      setImmediate(() => parentPort.postMessage('ready'));
    });`;
  const worker = new Worker(host, { eval: true });
  const snapshots: Uint8Array[] = [];
  try {
    for (const step of steps) {
      worker.postMessage(step);
      await once(worker, 'message');
      snapshots.push(await drain(await worker.getHeapSnapshot()));
    }
    return snapshots;
  } finally {
    await worker.terminate();
  }
}

async function drain(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces);
}
