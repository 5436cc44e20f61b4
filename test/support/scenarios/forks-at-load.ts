import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

// A thread that is started while the module is loaded, and that starts a process, which carries out the tasks.
const tasks = new URL('../workers/task-process.js', import.meta.url);
const code = `
  const { parentPort } = require('node:worker_threads');
  const child = require('node:child_process').fork(${JSON.stringify(tasks.pathname)});
  child.on('message', (answer) => parentPort.postMessage(answer));
  parentPort.on('message', (task) => child.send(task));`;
const worker = new Worker(code, { eval: true });
await answerTo(0, 'none');

export async function iteration({ index, variant }: { index: number; variant: string }): Promise<void> {
  await answerTo(index, variant);
}

export async function teardown(): Promise<void> {
  await worker.terminate();
}

async function answerTo(index: number, kind: string): Promise<void> {
  const answered = once(worker, 'message');
  worker.postMessage({ index, kind });
  await answered;
}
