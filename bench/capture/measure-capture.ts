/**
 * `measure-capture <customers> <rounds>`: in this process two workers hold the same heap. In turn the one's snapshot is
 * drained to nothing, and the other's heap is captured and analysed up to the table of all classes. Prints JSON.
 */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { startWorker } from 'heapwitness';
import type * as Application from './application-worker.js';

const [customers = 0, rounds = 0] = process.argv.slice(2).map(Number);
const contents = { customers, seed: 1 };
const resourceLimits = { maxOldGenerationSizeMb: 16_000 };

const bare = new Worker(new URL('./bare-worker.js', import.meta.url), {
  workerData: contents,
  resourceLimits,
});
await once(bare, 'message');
const ours = await startWorker<typeof Application>(new URL('./application-worker.js', import.meta.url), {
  resourceLimits,
});
await ours.call('fill', contents, { timeoutMs: 600_000 });

const drained: number[] = [];
const analysed: number[] = [];
let bytes = 0;
let classes = 0;
for (let round = 0; round < rounds; round++) {
  drained.push(await timed(drain));
  analysed.push(await timed(analyse));
}
await ours.close();
bare.postMessage('end', []);
await once(bare, 'exit');
console.log(JSON.stringify({ bytes, classes, drained, analysed }));

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

async function drain(): Promise<void> {
  bytes = 0;
  for await (const chunk of await bare.getHeapSnapshot()) bytes += (chunk as Uint8Array).length;
}

async function analyse(): Promise<void> {
  const heap = await ours.heap({ timeoutMs: 600_000 });
  classes = heap.classTable().length;
}
