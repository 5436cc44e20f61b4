// A thread that answers tasks; or, as `outer`, one whose own thread does.
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { handle } from './handle.mjs';

if (workerData === 'outer') {
  const inner = new Worker(new URL(import.meta.url));
  inner.on('message', (answer) => parentPort.postMessage(answer));
  parentPort.on('message', (task) => inner.postMessage(task));
} else {
  parentPort.on('message', (task) => parentPort.postMessage(handle(task)));
}
