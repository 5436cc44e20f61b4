import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

// A thread that is started while the module is loaded, and that starts a process, which lives on.
const code =
  'require("node:child_process").spawn("sleep", ["600"], { stdio: "ignore" }).once("spawn", () => require("node:worker_threads").parentPort.postMessage(1)); setInterval(() => null, 1e3)';
const worker = new Worker(code, { eval: true });
await once(worker, 'message');

export const options = { iterations: 11, warmupIterations: 3, cycles: 2 };

export function iteration(): void {
  // Nothing of it is needed for the process to be unseen.
}

export async function teardown(): Promise<void> {
  await worker.terminate();
}
