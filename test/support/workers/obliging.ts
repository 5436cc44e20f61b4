import { spawn } from 'node:child_process';
import { writeSync } from 'node:fs';
import { getHeapStatistics } from 'node:v8';
import { resourceLimits } from 'node:worker_threads';

// What a test has a worker do. Each export is one thing that a worker's code may do, good or bad.

export const NOT_A_FUNCTION = 42;

export class Kept {
  readonly filler = 'kept';
}

let held: unknown[] = [];
let chunks: unknown[][] = [];

export function double(value: number): number {
  return value * 2;
}

export async function doubleLater(value: number): Promise<number> {
  await new Promise((resolve) => setImmediate(resolve));
  return value * 2;
}

export function echo(value: unknown): unknown {
  return value;
}

export function ping(): string {
  return 'pong';
}

export function print({ out, err }: { out: string; err: string }): void {
  console.log(out);
  console.error(err);
}

export function lengthOf(bytes: ArrayBuffer): number {
  return bytes.byteLength;
}

export function fail({ message }: { message: string }): never {
  throw Object.assign(new RangeError(message, { cause: new TypeError('the reason') }), {
    code: 'ERR_OF_TEST',
  });
}

export function failWithItself(): never {
  const error = new Error('its own cause');
  error.cause = error;
  throw error;
}

export function failWithNull(): never {
  // oxlint-disable-next-line typescript/only-throw-error -- other people's code may
  throw null;
}

export function giveFunction(): unknown {
  return { callback: (): void => undefined };
}

export function throwInTimer({ what }: { what: 'error' | 'null' }): Promise<never> {
  setTimeout(() => {
    if (what === 'error') throw new RangeError('thrown in a timer');
    // oxlint-disable-next-line typescript/only-throw-error -- other people's code may
    throw null;
  });
  return new Promise<never>(() => {});
}

export function rejectUnhandled(): Promise<never> {
  void Promise.reject(new RangeError('rejected, and nobody cared'));
  return new Promise<never>(() => {});
}

export function exitWith(code: number): Promise<never> {
  process.exit(code);
}

/** Comes back only after another call has answered: exits from outside of any call. */
export function exitSoon(): void {
  setImmediate(() => process.exit(0));
}

export function answerNever(): Promise<never> {
  return new Promise<never>(() => {});
}

export function loopForEver(): never {
  for (;;);
}

export function loopAloud(): never {
  writeSync(1, `looping in ${process.pid}\n`);
  return loopForEver();
}

/** Loops until the first cell is not 0. */
export function loopUntil(cell: SharedArrayBuffer): void {
  const flag = new Int32Array(cell);
  while (Atomics.load(flag, 0) === 0);
}

/** Small values on the JavaScript heap, until there is no room left. */
export function runOutOfMemory(): never {
  for (;;) held.push({ at: held.length, text: `value ${held.length}` });
}

/** Holds small values of that much memory, as a share of the old generation's limit; needs --expose-gc. */
export function fillHeap({ share }: { share: number }): void {
  const limitBytes = (resourceLimits.maxOldGenerationSizeMb ?? 0) * 2 ** 20;
  const before = usedBytes();
  addChunks(20);
  const chunkBytes = (usedBytes() - before) / 20;
  // Measured again half-way, for what was in use at first may have been garbage; not near the limit, where V8 gives up
  // after several collections that free too little.
  for (const part of [share / 2, share]) {
    addChunks(Math.ceil((limitBytes * part - usedBytes()) / chunkBytes));
  }
}

function usedBytes(): number {
  globalThis.gc?.();
  return getHeapStatistics().used_heap_size;
}

function addChunks(count: number): void {
  for (let more = 0; more < count; more++) {
    chunks.push(Array.from({ length: 1000 }, (_, at) => ({ at, text: `value ${at}` })));
  }
}

export function keep({ count }: { count: number }): void {
  for (let more = 0; more < count; more++) held.push(new Kept());
}

export function letGo(): void {
  held = [];
  chunks = [];
}

/** Makes V8's gc unreachable, as code under test may do. */
export function replaceGc(): void {
  Reflect.set(globalThis, 'gc', () => undefined);
}

/** A process that goes on living, and keeps this one's stderr open; answers its pid. */
export function leaveGrandchild(): number {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    detached: true,
  });
  child.unref();
  return child.pid ?? 0;
}

/** The process's own messages are none of ours. */
export function sendOwnMessages(): void {
  process.send?.(null);
  process.send?.('hello');
  process.send?.({ kind: 'toString' });
}

export function pid(): number {
  return process.pid;
}

let watched: WeakRef<object> | undefined;

/** Makes an object that nothing holds, and watches it. */
export function dropOne(): void {
  watched = new WeakRef({ dropped: true });
}

export function isDroppedGone(): boolean {
  return watched?.deref() === undefined;
}

export function environment(name: string): string | undefined {
  return process.env[name];
}
