import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

/** A process that answers tasks, and may retain something of each. */
interface Task {
  readonly index: number;
  readonly kind: string;
}

class Session {
  readonly rows: readonly number[] = [1, 2];
  readonly task: number;

  constructor(task: number) {
    this.task = task;
  }
}

const sessions = new Map<number, Session>();
const [, , place = ''] = process.argv;
const answer = (message: unknown): void => void process.send?.(message);

if (place === 'a child of a child') {
  const inner: ChildProcess = fork(fileURLToPath(import.meta.url));
  inner.on('message', answer);
  process.on('message', (task: Task) => void inner.send(task));
} else if (place === 'a thread of a child') {
  const inner = new Worker(new URL('task-thread.js', import.meta.url));
  inner.on('message', answer);
  process.on('message', (task: Task) => inner.postMessage(task));
} else {
  process.on('message', (task: Task) => answer(work(task)));
}
process.once('disconnect', () => process.exit());

function work({ index, kind }: Task): number {
  const session = new Session(index);
  if (kind === 'leak') sessions.set(index, session);
  if (kind === 'log') console.debug(session);
  return session.rows.length;
}
