// Checked in a process of its own (`--process`), whose children the workers of the cluster are.
import { fileURLToPath } from 'node:url';
import { FixedClusterPool } from 'poolifier';

let pool;

export function setup() {
  pool = new FixedClusterPool(2, fileURLToPath(new URL('../tasks/poolifier.cjs', import.meta.url)));
}

export async function iteration({ index, variant }) {
  await pool.execute({ index, variant });
}

export async function teardown() {
  await pool.destroy();
}
