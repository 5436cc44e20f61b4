import { join } from 'node:path';
import { withTemporaryFolder } from '../temporary-folder.js';

// without-dispose.js: works in a realm as a new vm context of Node 20 is, whose Symbol knows no way to dispose of
// anything; prints what came of it.
const real = Symbol;
const missing: readonly (string | symbol)[] = ['dispose', 'asyncDispose', 'prototype', 'length', 'name'];
const poor = (description?: string): symbol => real(description);
for (const key of Reflect.ownKeys(real))
  if (!missing.includes(key))
    Object.defineProperty(poor, key, Reflect.getOwnPropertyDescriptor(real, key) ?? {});
Object.defineProperty(globalThis, 'Symbol', { value: poor, configurable: true, writable: true });

const { checkLeaks, startWorkerProcess } = await import('heapwitness');
const { readSnapshot } = await import('../../../harness/heap/snapshot/index.js');
const scenario = new URL('../scenarios/sessions.js', import.meta.url);
const { verdict } = await checkLeaks(scenario, { variant: 'closed', cycles: 2 });
const worker = await startWorkerProcess<object>(new URL('../workers/obliging.js', import.meta.url));
const read = await withTemporaryFolder(async (folder) => {
  const file = join(folder, 'own.heapsnapshot');
  await worker.snapshot(file);
  return (await readSnapshot(file)).nodeCount > 0;
});
await worker.close();
process.stdout.write(JSON.stringify({ known: typeof Symbol.asyncDispose, verdict, read }));
