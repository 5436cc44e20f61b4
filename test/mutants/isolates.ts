import type { Mutant } from './mutant.js';

/** Ways to break workers, processes, and what runs inside of them. */
export const isolatesMutants: readonly Mutant[] = [
  {
    name: 'the GC helper collects nothing',
    file: 'harness/isolates/agent/collect-garbage.ts',
    find: "    if (escalate) await gc({ type: 'major', execution: 'async' });\n    else gc();\n",
    replace: '',
    killer: { case: 'values-outlive-keys' },
  },
  {
    name: 'the host collects its own heap instead of the worker’s',
    file: 'harness/isolates/workers/long-lived-worker.ts',
    find: "    return this.#connection.request('collectGarbage', {}, options);",
    replace:
      "    void options;\n    return import('../agent/collect-garbage.js').then(({ collectGarbage }) => collectGarbage());",
    killer: { test: 'dist/test/isolates/workers/contract.test.js' },
  },
  {
    name: 'the canary is believed without looking',
    file: 'harness/isolates/agent/collect-garbage.ts',
    find: '  return canary.deref() === undefined;',
    replace: '  return canary instanceof WeakRef;',
    killer: { test: 'dist/test/isolates/agent/collect-garbage.test.js' },
  },
  {
    name: 'running out of memory is taken for a crash',
    file: 'harness/isolates/connection/thread-endpoint.ts',
    find: "=== 'ERR_WORKER_OUT_OF_MEMORY' ? 'out-of-memory' : 'crashed'",
    replace: "=== 'ERR_WORKER_OUT_OF_MEMORY' ? 'crashed' : 'crashed'",
    killer: { case: 'out-of-memory' },
  },
  {
    name: 'turn() uses the immediates that a test has replaced',
    file: 'harness/isolates/agent/collect-garbage.ts',
    find: '=> setImmediate(resolve)',
    replace: '=> globalThis.setImmediate(resolve)',
    killer: { test: 'dist/test/core/captured-timers.test.js' },
  },
  {
    name: 'what a supervised program prints goes where process.stderr of this thread says',
    file: 'harness/isolates/supervision/supervise.ts',
    find: "'ignore', STDERR,",
    replace: "'ignore', process.stderr.fd,",
    killer: { test: 'dist/test/isolates/supervise.test.js' },
  },
  {
    name: 'the line ends are found before each snapshot, and object ids forgotten',
    file: 'harness/isolates/agent/line-ends.ts',
    find: '  isNeeded = false;\n',
    replace: '',
    killer: { test: 'dist/test/isolates/agent/line-ends.test.js' },
  },
  {
    name: 'what a worker that has ended left running is not seen',
    file: 'harness/isolates/agent/child-processes.ts',
    find: '    if (this.#isProcessOurs) this.#others',
    replace: '    if (!this.#isProcessOurs) this.#others',
    killer: { test: 'dist/test/check/unseen-isolates.test.js' },
  },
  {
    name: 'a capture that finds no place is a failure of the harness',
    file: 'harness/isolates/captures/capture.ts',
    find: "await orFail(connection.name, 'no temporary file could be created', temporaryFolder())",
    replace: 'await temporaryFolder()',
    killer: { test: 'dist/test/check/misbehaving-scenario.test.js' },
  },
  {
    name: 'a scenario that is over before its time is not torn down',
    file: 'harness/isolates/agent/scenario-session.ts',
    find: '    await settledWithin(this.teardown(), limitMs / 2);\n',
    replace: '',
    killer: { test: 'dist/test/check/leave.test.js' },
  },
  {
    name: 'memories of WebAssembly are not asked for their size',
    file: 'harness/isolates/agent/wasm-memory.ts',
    find: 'if (this.#ids === null) return 0;',
    replace: 'if (this.#ids !== null) return 0; else return 0;',
    killer: { test: 'dist/test/isolates/agent/wasm-memory.test.js' },
  },
  {
    name: 'what other threads log is retained by the inspector',
    file: 'harness/isolates/program/program-threads.ts',
    find: '    await sessions.forgetConsole(CONSOLE_MS);\n',
    replace: '',
    killer: { test: 'dist/test/isolates/program/program-threads.test.js' },
  },
  {
    name: 'threads that other threads started are not read',
    file: 'harness/isolates/program/program-threads.ts',
    find: '({ threadId }) => threadId !== this.#ownThread && !harnessThreads.has(threadId));',
    replace: '({ threadId }) => started.some(({ id }) => id === threadId) && !harnessThreads.has(threadId));',
    killer: { test: 'dist/test/isolates/program/program-threads.test.js' },
  },
];
