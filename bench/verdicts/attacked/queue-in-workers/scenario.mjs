// a queue in each of some threads: two jobs come, one goes; or no more than 400 are kept
import { Worker } from 'node:worker_threads';

const code = (isKept) => `
  const { parentPort } = require('node:worker_threads');
  class Job { constructor(at) { this.at = at; } }
  const queue = [];
  let count = 0;
  parentPort.on('message', () => {
    queue.push(new Job(count++), new Job(count++));
    queue.splice(0, ${isKept} ? 1 : Math.max(0, queue.length - 400));
    parentPort.postMessage('done');
  });`;

const variants = { 'one thread': [1, true], 'three threads': [3, true], bounded: [3, false] };
let workers;
export default {
  setup({ variant }) {
    const [count, isKept] = variants[variant];
    workers = Array.from({ length: count }, () => new Worker(code(isKept), { eval: true }));
  },
  async iteration() {
    const worker = workers[Math.floor(Math.random() * workers.length)];
    worker.postMessage('a job');
    await new Promise((done) => worker.once('message', done));
  },
  async teardown() {
    await Promise.all(workers.map((worker) => worker.terminate()));
  },
};
