import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** Scenarios that start threads and processes, by variant. */
const ECHO =
  'const { parentPort } = require("node:worker_threads"); parentPort.on("message", (m) => parentPort.postMessage(m));';
const NESTED = `new (require("node:worker_threads").Worker)(${JSON.stringify('setInterval(() => null, 1e3)')}, { eval: true });`;
/** Starts a process that lives on, and ends. */
const PARENT =
  'require("node:child_process").spawn("sleep", ["600"], { stdio: "ignore" }).unref(); process.exit();';

export const options = { iterations: 11, warmupIterations: 3, cycles: 2 };

class Session {
  readonly rows: readonly number[] = [1, 2];
}
const sessions: Session[] = [];
let worker: Worker | null = null;
let child: ChildProcess | null = null;

export async function setup({ variant }: { variant: string }): Promise<void> {
  if (variant === 'a worker that stays' || variant === 'a worker that stays, and a leak')
    worker = new Worker(ECHO, { eval: true, name: 'mailer' });
  if (variant === 'a worker with a worker of its own') worker = new Worker(ECHO + NESTED, { eval: true });
  if (worker !== null) await once(worker, 'online');
  if (variant === 'a process that stays') child = spawn('sleep', ['600'], { stdio: 'ignore' });
  if (variant === 'a process of a worker that has ended')
    await once(new Worker(PARENT, { eval: true }), 'exit');
}

export async function iteration({ index, variant }: { index: number; variant: string }): Promise<void> {
  if (variant === 'a worker that stays, and a leak') sessions.push(new Session());
  // In each of the first cycles, and seldom in a long run: a thread costs a busy machine a tenth of a second.
  const isTime = index % (index < 40 ? 10 : 100) === 0;
  // Not awaited: it ends a moment after the iteration.
  if (isTime && variant === 'a process that ends soon') execFile('sleep', ['0.1']);
  if (isTime && variant === 'a worker that ends soon') void new Worker('', { eval: true });
  if (isTime && variant === 'a worker that ends') await new Worker('', { eval: true }).terminate();
  if (worker === null) return;
  const answered = once(worker, 'message');
  worker.postMessage(1);
  await answered;
}

export async function teardown(): Promise<void> {
  await worker?.terminate();
  child?.kill();
}
