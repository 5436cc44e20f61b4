import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

let child;

export function setup() {
  child = fork(fileURLToPath(new URL('../tasks/process.mjs', import.meta.url)));
}

export async function iteration({ index, variant }) {
  child.send({ index, variant });
  await once(child, 'message');
}

export function teardown() {
  child.kill();
}
