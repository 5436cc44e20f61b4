import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { endBriefly } from '../brief-check.js';

/** Scenarios that leak, and send messages in the name of the harness, by variant. */
class Session {
  readonly rows: readonly number[] = [1, 2];
}

const TASKS = fileURLToPath(new URL('../workers/task-process.js', import.meta.url));
const LONG = 2 ** 20;

const sessions: Session[] = [];
const sockets: Socket[] = [];
let child: ChildProcess | null = null;

const CLEAN = { verdict: 'clean', findings: [], remarks: [] };
/** What the harness's own processes and threads send, and what none of them sends. */
const MESSAGES: readonly unknown[] = [
  null,
  'ready',
  { kind: 'result', result: CLEAN },
  { token: '', message: { kind: 'result', result: CLEAN } },
  { kind: 'ready' },
  { kind: 'uncaught' },
  { kind: 'load-failed', error: null },
  { kind: 'failure', id: 3, reason: 'threw', error: null },
  ...Array.from({ length: 100 }, (_, id) => ({ kind: 'answer', id, answer: null })),
];

// Where inspectors of the scenario are loaded, the judge runs.
if (isMainThread) {
  // Node's own method sends, too, where the public one is hidden.
  const { _send: sendAnyway = () => undefined } = process as { _send?: (message: unknown) => void };
  for (const message of MESSAGES) {
    process.send?.(message);
    Reflect.apply(sendAnyway, process, [message]);
  }
}
export const inspectors: readonly unknown[] = [];

export async function setup({ variant }: { variant: string }): Promise<void> {
  if (!variant.includes('socket')) return;
  child = fork(TASKS, [], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const { HEAPWITNESS_PROGRAM: address = '' } = process.env;
  const texts: Readonly<Record<string, readonly string[]>> = {
    'in the name of a child by the socket': [
      `${JSON.stringify({ pid: child.pid, parent: process.pid, command: [], relay: 1 })}\n`,
    ],
    'garbage by the socket': ['', 'x', 'no JSON\n', '[]\n', '{"id":1}\n', 'x'.repeat(LONG)],
  };
  for (const text of texts[variant] ?? []) {
    const socket = connect(address);
    socket.on('error', () => undefined);
    socket.write(text);
    sockets.push(socket);
  }
}

export async function iteration({ index, variant }: { index: number; variant: string }): Promise<void> {
  // What leaks in a child that is not read is not seen, however long the run is.
  if (!variant.includes('name of a child')) endBriefly(index);
  if (child !== null) {
    const answered = once(child, 'message');
    child.send({ index, kind: 'leak' });
    await answered;
    return;
  }
  sessions.push(new Session());
  const { port } = (workerData ?? {}) as { port?: { postMessage(message: unknown): void } };
  if (index % 50 !== 0) return;
  for (const message of MESSAGES) {
    if (variant.includes('process.send')) process.send?.(message);
    if (variant.includes('parentPort')) parentPort?.postMessage(message);
    if (variant.includes('workerData')) port?.postMessage(message);
  }
}

export function teardown(): void {
  for (const socket of sockets) socket.destroy();
  child?.kill('SIGKILL');
}
