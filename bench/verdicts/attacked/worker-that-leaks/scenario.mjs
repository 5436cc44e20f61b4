import { Worker } from 'node:worker_threads';
let w;
export async function setup() {
  w = new Worker(
    'const {parentPort}=require("worker_threads"); const held=[]; class Nested{}; parentPort.on("message",()=>{ held.push(new Nested(), new Array(1000).fill(1)); parentPort.postMessage(1) })',
    { eval: true },
  );
}
export function iteration() {
  return new Promise((r) => {
    w.once('message', r);
    w.postMessage(1);
  });
}
export function teardown() {
  return w.terminate();
}
