import { readFile } from 'node:fs/promises';
export async function iteration() {
  await readFile(new URL(import.meta.url));
}
