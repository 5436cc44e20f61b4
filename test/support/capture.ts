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
    const pieces: Uint8Array[] = [];
    const stream: AsyncIterable<Uint8Array> = await worker.getHeapSnapshot();
    for await (const piece of stream) pieces.push(piece);
    return Buffer.concat(pieces);
  } finally {
    await worker.terminate();
  }
}
