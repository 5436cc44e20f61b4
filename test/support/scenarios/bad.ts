import { execFileSync, spawn } from 'node:child_process';
import { openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';

/** Scenarios that misbehave, by variant, in their 20th iteration. */
const hoard: unknown[] = [];

const misdeeds: Readonly<Record<string, () => unknown>> = {
  throws: () => {
    throw new Error('no such table');
  },
  'throws a string': () => {
    // oxlint-disable-next-line no-throw-literal, typescript/only-throw-error -- people do
    throw 'no words for it';
  },
  'kills its process': () => process.kill(process.pid, 'SIGKILL'),
  'throws later': () =>
    setTimeout(() => {
      throw new Error('nobody catches this');
    }, 1),
  'removes its temporary folder': () => rmSync(tmpdir(), { recursive: true, force: true }),
  hangs: () => new Promise(() => undefined),
  exits: () => process.exit(0),
  'blocks in native code': () => execFileSync('sleep', ['600']),
  'runs out of memory': () => {
    for (;;) hoard.push(Array.from({ length: 1000 }, () => hoard.length));
  },
  // An endless loop as any other, which leaves the processor to the other tests.
  blocks: () => {
    for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  },
  'starts a process': () => {
    const { pid } = spawn('sleep', ['600']);
    process.stderr.write(`started ${pid}\n`);
  },
};

export function setup({ variant }: { variant: string }): void {
  if (variant === 'replaces gc') Object.assign(globalThis, { gc: () => undefined });
  if (variant === 'throws in setup') throw new TypeError('no database');
}

export function teardown({ variant }: { variant: string }): void {
  if (variant === 'starts a process') throw new TypeError('no database any more');
}

export function iteration({ index, variant }: { index: number; variant: string }): unknown {
  if (variant === 'is slow') return delay(50);
  if (variant === 'becomes slower') return delay(index);
  if (variant === 'finds no file left') throw Object.assign(new Error('no more'), { code: 'EMFILE' });
  if (variant === 'leaks a file') return openSync('/dev/null', 'r');
  return index === 20 ? misdeeds[variant]?.() : null;
}
