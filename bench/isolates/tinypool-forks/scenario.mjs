import { Tinypool } from 'tinypool';

let pool;

export function setup() {
  const filename = new URL('../tasks/default-export.mjs', import.meta.url).href;
  pool = new Tinypool({ filename, runtime: 'child_process', minThreads: 2, maxThreads: 2 });
}

export async function iteration({ index, variant }) {
  await pool.run({ index, variant });
}

export async function teardown() {
  await pool.destroy();
}
