import { execFile } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, rename, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createGzip } from 'node:zlib';
import type { NodeBinary } from '../node-versions/binaries.js';

const run = promisify(execFile);
const WRITER = fileURLToPath(new URL('./write-snapshot.js', import.meta.url));

/** Git ignores it; made again when it was removed. */
export const CACHE: URL = new URL('../../../bench/.cache/', import.meta.url);

export interface MadeSnapshot {
  readonly file: string;
  readonly bytes: number;
}

const EMPTY_HEAP_BYTES = 4.1e6;
const SEED = 20261121;

/**
 * A real snapshot of about `megabytes`, written by V8 in a process of its own, or the one made before by the same
 * version of Node, by default this one.
 */
export async function makeSnapshot(
  megabytes: number,
  node: NodeBinary = { file: process.execPath, version: process.versions.node },
): Promise<MadeSnapshot> {
  await mkdir(CACHE, { recursive: true });
  const name = `application-${megabytes}-${SEED}-node${node.version}.heapsnapshot`;
  const file = fileURLToPath(new URL(name, CACHE));
  if (!existsSync(file)) {
    const customers = customersFor(megabytes);
    const partial = file.replace(/heapsnapshot$/, 'partial.heapsnapshot');
    const options = ['--max-old-space-size=24000', WRITER, partial, String(customers), String(SEED)];
    await run(node.file, options);
    await rename(partial, file);
  }
  return { file, bytes: (await stat(file)).size };
}

/** The same file, compressed; or the one made before. */
export async function gzipped(file: string): Promise<string> {
  const compressed = `${file}.gz`;
  if (!existsSync(compressed)) {
    const partial = `${file}.partial.gz`;
    await pipeline(createReadStream(file), createGzip(), createWriteStream(partial));
    await rename(partial, compressed);
  }
  return compressed;
}

/** How many customers make a snapshot of about so many megabytes. Measured: numbers grow longer as the heap grows, so a customer takes more text in a larger one. */
export function customersFor(megabytes: number): number {
  const bytesPerCustomer = 3600 + 45 * Math.log10(Math.max(megabytes, 1));
  return Math.max(1, Math.round((megabytes * 1e6 - EMPTY_HEAP_BYTES) / bytesPerCustomer));
}
