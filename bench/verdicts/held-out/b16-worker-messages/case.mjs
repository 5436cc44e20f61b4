import { Worker } from 'node:worker_threads';
let w;
export async function setup() {
  w = new Worker(
    'require("node:worker_threads").parentPort.on("message", m => require("node:worker_threads").parentPort.postMessage({ back: m }))',
    { eval: true },
  );
  await new Promise((r) => w.once('online', r));
}
export async function iterate(v, n) {
  await new Promise((r) => {
    w.once('message', r);
    w.postMessage({ n, l: [n] });
  });
}
export async function teardown() {
  await w.terminate();
}
