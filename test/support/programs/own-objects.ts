import { getHeapSnapshot } from 'node:v8';
import { collectGarbage, readHeapGraph } from 'heapwitness';
import { KINDS, withWorker } from '../both-kinds.js';
import type { ObligingWorker } from '../both-kinds.js';
import { rejectionOf } from '../errors.js';

// own-objects.js thread|process: how many of our own objects are in this process, after a few rounds and after 200
// more, as JSON. `planted` is what this program holds on purpose, so that the count is known to work.
const CLASSES = [
  'LongLivedWorker',
  'Connection',
  'HeapGraph',
  'AbortSignal',
  'MessagePort',
  'Worker',
  'ChildProcess',
];
const kind = KINDS.find((one) => one.kind === process.argv[2]) ?? KINDS[0];
if (kind === undefined) throw new Error('no kind');
const controller = new AbortController();
let captures = 0;

await rounds(5);
const few = await counts();
await rounds(200);
const many = await counts();
const planted = await withWorker(kind, async (worker) => {
  await rounds(3, worker);
  return counts();
});
console.log(JSON.stringify({ few, many, planted }));

/** Starts and closes a worker now and then, and calls and captures it, with failures. */
async function rounds(count: number, held?: ObligingWorker): Promise<void> {
  const { signal } = controller;
  for (let round = 0; round < count; round += 20) {
    await (held === undefined && kind !== undefined ? withWorker(kind, use) : held && use(held));
  }

  async function use(worker: ObligingWorker): Promise<void> {
    for (let call = 0; call < 20; call++) {
      await worker.call('echo', { call }, { signal });
      await rejectionOf(worker.call('fail', { message: 'thrown' }, { signal }));
    }
    await rejectionOf(worker.call('answerNever', undefined, { signal, timeoutMs: 1 }));
    if (captures++ % 5 === 0) await worker.heap({ signal });
  }
}

async function counts(): Promise<Record<string, number>> {
  await collectGarbage();
  const heap = await readHeapGraph(getHeapSnapshot());
  return Object.fromEntries(CLASSES.map((name) => [name, heap.instances(name).length]));
}
