import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { ConnectedProcesses } from '../../../harness/isolates/program/connected/index.js';
import { Program } from '../../../harness/isolates/program/index.js';

// Looks at a pool whose threads are terminated while their heaps are captured, as a check does, and prints how many heaps
// were read, and how many were not.
const [, , seed = '1', looks = '1'] = process.argv;
const LIMIT_MS = 60_000;
const OWN_THREAD = 0;

const worker = new Worker(new URL('../workers/churning-pool.js', import.meta.url), {
  workerData: { seed: Number(seed) },
});
await once(worker, 'message');
const isolate = {
  kind: 'worker',
  id: worker.threadId,
  name: 'the thread of the pool',
  startedAt: null,
} as const;
const own = { pid: process.pid, threadId: OWN_THREAD, isProcessOurs: true };
const program = new Program('0123456789abcdef', own, new ConnectedProcesses());
// The pool's own thread is not terminated.
program.ignore = [{ pattern: isolate.name, reason: 'it lives on' }];
let [read, unread] = [0, 0];
for (let look = 0; look < Number(looks); look++) {
  const deadline = performance.now() + LIMIT_MS;
  await program.collect(
    () => Promise.resolve([isolate]),
    () => Promise.resolve(),
    deadline,
  );
  // Meanwhile the threads are terminated.
  const replaced = once(worker, 'message');
  worker.postMessage('replace');
  const { heaps, unseen } = await program.heaps([isolate], deadline);
  await replaced;
  read += heaps.length;
  unread += unseen.length;
}
await program.close();
console.log(JSON.stringify({ read, unread }));
process.exit();
