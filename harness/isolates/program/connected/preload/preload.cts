/**
 * Loaded by each Node process that a checked program starts, and by its worker threads, before their own code: starts a
 * thread through which the check can read the heaps of the process. The process runs on as it would without, also if
 * that fails.
 */
function startRelay(address: string): void {
  const { Worker } = process.getBuiltinModule('node:worker_threads');
  const path = process.getBuiltinModule('node:path');
  const cells = new Int32Array(new SharedArrayBuffer(4));
  const relay = new Worker(path.join(__dirname, 'relay.cjs'), {
    name: 'heapwitness',
    workerData: { address, parent: process.ppid, command: process.argv, cells },
    // Without these, the thread would load this file, too, and its streams would open those of the process.
    env: {},
    execArgv: [],
    stdout: true,
    stderr: true,
  });
  relay.on('error', () => undefined);
  relay.unref();
  // Otherwise Node prints that it waits for a debugger.
  process.once('exit', () => {
    relay.postMessage('exit');
    Atomics.wait(cells, 0, 0, LONGEST_EXIT_MS);
  });
}

const LONGEST_EXIT_MS = 100;

try {
  const passVariables = require('../../../agent/pass-variables.cjs') as () => () => void;
  passVariables();
  const { isMainThread } = process.getBuiltinModule('node:worker_threads');
  const { HEAPWITNESS_PROGRAM: address } = process.env;
  if (isMainThread && address !== undefined) startRelay(address);
} catch {
  // The check reports that it could not read this process.
}
