import { fileURLToPath } from 'node:url';
import { Worker } from 'jest-worker';

let pool;

export function setup() {
  const script = fileURLToPath(new URL('../tasks/handle.mjs', import.meta.url));
  pool = new Worker(script, { enableWorkerThreads: false, numWorkers: 2, exposedMethods: ['handle'] });
}

export async function iteration({ index, variant }) {
  await pool.handle({ index, variant });
}

export async function teardown() {
  await pool.end();
}
