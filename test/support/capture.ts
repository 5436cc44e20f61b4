import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/**
 * The heap snapshot of a fresh worker that has run `source` (CommonJS; what it wants to keep it puts on
 * `globalThis`). The stream is drained before the worker ends: V8 crashes otherwise.
 */
export async function captureWorker(source: string): Promise<Uint8Array> {
  const parked = "require('node:worker_threads').parentPort.once('message', () => {}).postMessage('ready');";
  const worker = new Worker(`${source}\n;${parked}`, { eval: true });
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
