import { fileURLToPath } from 'node:url';
import workerpool from 'workerpool';

let pool;

export function setup() {
  const script = fileURLToPath(new URL('../tasks/workerpool.mjs', import.meta.url));
  pool = workerpool.pool(script, { workerType: 'process', minWorkers: 2, maxWorkers: 2 });
}

export async function iteration({ index, variant }) {
  await pool.exec('handle', [{ index, variant }]);
}

export async function teardown() {
  await pool.terminate();
}
