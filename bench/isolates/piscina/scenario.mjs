import { Piscina } from 'piscina';

let pool;

export function setup() {
  const filename = new URL('../tasks/default-export.mjs', import.meta.url).href;
  pool = new Piscina({ filename, minThreads: 2, maxThreads: 2 });
}

export async function iteration({ index, variant }) {
  await pool.run({ index, variant });
}

export async function teardown() {
  await pool.destroy();
}
