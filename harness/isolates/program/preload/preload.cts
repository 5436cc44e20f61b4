/**
 * Loaded by each Node process that a checked program starts, before its own code: starts a thread through which the
 * check can read the heaps of the process. The process runs on as it would without, also if that fails.
 */
function startRelay(address: string): void {
  const { isMainThread, Worker } = process.getBuiltinModule('node:worker_threads');
  if (!isMainThread) return;
  const path = process.getBuiltinModule('node:path');
  const relay = new Worker(path.join(__dirname, 'relay.cjs'), {
    name: 'heapwitness',
    workerData: { address, parent: process.ppid, command: process.argv },
    // Without these, the thread would load this file, too, and its streams would open those of the process.
    env: {},
    execArgv: [],
    stdout: true,
    stderr: true,
  });
  relay.on('error', () => undefined);
  relay.unref();
}

try {
  startRelay(process.env['HEAPWITNESS_PROGRAM'] ?? '');
} catch {
  // The check reports that it could not read this process.
}
