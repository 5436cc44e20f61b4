import { fork, type ChildProcess } from 'node:child_process';
import { closeSync, createReadStream, openSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { ScenarioContext } from '../../../harness/index.js';

/** Memory and descriptors that no object of the heap represents: environment variables are copied into native memory. */
const FILE = fileURLToPath(import.meta.url);
const IN_CHILD = 'child';
const LARGE = 'x'.repeat(40_000);

const descriptors: number[] = [];
let child: ChildProcess | null = null;
let server: Server | null = null;

export async function setup({ variant }: ScenarioContext): Promise<void> {
  if (variant === 'child') child = fork(FILE, [IN_CHILD]);
  if (variant === 'socket') {
    server = createServer();
    await new Promise((resolve) => server?.listen(0, '127.0.0.1', () => resolve(null)));
  }
}

export async function iteration({ index, variant }: ScenarioContext): Promise<void> {
  if (variant === 'thread') process.env[`VARIABLE_${index}`] = LARGE;
  if (variant === 'replaced') process.env['VARIABLE'] = LARGE;
  if (variant === 'child') await answered(index);
  if (variant === 'file') openSync(FILE, 'r');
  if (variant === 'streams') await streamed();
  if (variant === 'closed') closeSync(openSync(FILE, 'r'));
}

export function teardown(): void {
  child?.kill();
  server?.close();
}

/** Opens a file by a stream that is not closed. */
async function streamed(): Promise<void> {
  const stream = createReadStream(FILE, { autoClose: false });
  descriptors.push(await new Promise<number>((resolve) => stream.once('open', resolve)));
}

function answered(index: number): Promise<unknown> {
  return new Promise((resolve) => {
    child?.once('message', resolve);
    child?.send(index);
  });
}

if (process.argv[2] === IN_CHILD) {
  process.on('message', (index: number) => {
    process.env[`VARIABLE_${index}`] = LARGE;
    process.send?.(index);
  });
  process.once('disconnect', () => process.exit());
}
