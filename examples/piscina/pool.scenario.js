// A pool of two threads, whose tasks set a ThreadLocal: removed at the end of a task, or not.
import Piscina from 'piscina';

let pool;

export function setup() {
  pool = new Piscina({ filename: new URL('./task.js', import.meta.url).href, minThreads: 2, maxThreads: 2 });
}

export async function iteration({ index, variant }) {
  await pool.run({ request: index, removes: variant === 'removes' });
}

export async function teardown() {
  await pool.destroy();
}
