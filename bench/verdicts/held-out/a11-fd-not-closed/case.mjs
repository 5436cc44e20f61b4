import { openSync, closeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
const file = fileURLToPath(import.meta.url);
const fds = [];
export async function iterate(v, n) {
  const fd = openSync(file);
  if (v === 'fixed') closeSync(fd);
}
export async function teardown() {}
