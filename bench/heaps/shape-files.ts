import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { CACHE } from './snapshot-cache.js';
import type { MadeSnapshot } from './snapshot-cache.js';

const run = promisify(execFile);
const WRITER = fileURLToPath(new URL('./write-shape.js', import.meta.url));

/** The file of a shape, written by a process of its own, or the one from before; `scale` as `write-shape` takes it. */
export async function makeShape(name: string, scale: number): Promise<MadeSnapshot> {
  await mkdir(CACHE, { recursive: true });
  const file = fileURLToPath(new URL(`shape-${name.replaceAll(' ', '-')}-${scale}.heapsnapshot`, CACHE));
  if (!existsSync(file)) {
    const partial = file.replace(/heapsnapshot$/, 'partial.heapsnapshot');
    await run(process.execPath, [WRITER, partial, name, String(scale)]);
    await rename(partial, file);
  }
  return { file, bytes: (await stat(file)).size };
}
