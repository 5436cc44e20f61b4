import { type MessagePort, parentPort, Worker, workerData } from 'node:worker_threads';

/** A thread that answers tasks, and may retain something of each. */
interface Task {
  readonly index: number;
  readonly kind: string;
  /** What to answer through; it is closed when nobody uses it any more. */
  readonly port?: MessagePort;
}

class Session {
  readonly rows: readonly number[] = [1, 2];
  readonly task: number;

  constructor(task: number) {
    this.task = task;
  }
}

const sessions = new Map<number, Session>();
const ports = new FinalizationRegistry((port: MessagePort) => port.close());
const numbers: number[] = [];
class Calls {
  /** Those that are pending: the keys only grow, and few of them are in use. */
  readonly pending: Record<number, number> = {};
}

const calls = new Calls();
const SLOTS = 1500;

/** Grows by a page of 64 KiB every so many tasks. */
const { WebAssembly } = globalThis as unknown as {
  WebAssembly: { Memory: new (options: { initial: number }) => { grow(pages: number): number } };
};
const memory = new WebAssembly.Memory({ initial: 1 });
const TASKS_PER_PAGE = 10;

const { isBlocking = false, nested = false } = (workerData ?? {}) as {
  isBlocking?: boolean;
  nested?: boolean;
};

if (nested) {
  const inner = new Worker(new URL(import.meta.url));
  inner.on('message', (message) => parentPort?.postMessage(message));
  parentPort?.on('message', (task: Task) => inner.postMessage(task));
} else if (isBlocking) {
  const { cell } = workerData as { cell: SharedArrayBuffer };
  blockBetweenTasks(new Int32Array(cell));
} else {
  parentPort?.on('message', (task: Task) => parentPort?.postMessage(work(task)));
}

function work({ index, kind, port }: Task): number {
  const session = new Session(index);
  if (port !== undefined) {
    ports.register({ port }, port);
    port.postMessage(index);
  }
  if (kind === 'leak') sessions.set(index, session);
  if (kind === 'loop') for (;;);
  if (kind === 'log') console.debug(session);
  if (kind === 'numbers') numbers.push(index);
  if (kind === 'memory' && index % TASKS_PER_PAGE === 0) memory.grow(1);
  // The harness cannot work without it.
  if (kind === 'break') Object.defineProperty(process, 'getBuiltinModule', { value: null });
  if (kind === 'sparse') {
    calls.pending[index] = index;
    delete calls.pending[index - SLOTS];
  }
  return session.rows.length;
}

/** Waits for tasks as a pool's thread does that is blocked while it is idle: cell 0 is the task, cell 1 the answer. */
function blockBetweenTasks(cells: Int32Array): void {
  for (;;) {
    Atomics.wait(cells, 0, 0);
    const task = Atomics.exchange(cells, 0, 0);
    work({ index: task, kind: task > 0 ? 'leak' : 'none' });
    Atomics.add(cells, 1, 1);
    Atomics.notify(cells, 1);
  }
}
