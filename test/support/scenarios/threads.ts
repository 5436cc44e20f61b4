import { once } from 'node:events';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';

/** Scenarios whose tasks are carried out by other threads, by variant. */
const TASKS = new URL('../workers/task-thread.js', import.meta.url);

const kinds: Readonly<Record<string, string>> = {
  'one thread leaks': 'leak',
  'a thread of a thread leaks': 'leak',
  'three threads share what leaks unevenly': 'leak',
  'a thread that is blocked leaks': 'leak',
  'two threads take turns, and both leak': 'leak',
  'a thread logs objects': 'log',
  'a thread adds numbers to a list': 'numbers',
  'a thread has a table with holes': 'sparse',
  'a thread grows its WebAssembly memory': 'memory',
  'a thread breaks its process object': 'break',
  'a thread loops endlessly': 'loop',
};

const pool: Worker[] = [];
/** Our ends of channels. */
const kept: MessagePort[] = [];
const cells = new Int32Array(new SharedArrayBuffer(8));

export async function setup({ variant }: { variant: string }): Promise<void> {
  const count = variant.startsWith('three threads')
    ? 3
    : isInTurns(variant)
      ? 2
      : variant.endsWith('is replaced')
        ? 0
        : 1;
  for (let at = 0; at < count; at++) pool.push(await started(variant));
}

export async function iteration({ index, variant }: { index: number; variant: string }): Promise<void> {
  if (variant.includes('blocked')) return answerOfBlocked(variant.endsWith('leaks') ? index + 1 : -index - 1);
  if (variant.startsWith('a thread drops ports')) return answerThroughPort(variant.endsWith('are kept'));
  if (variant === 'a thread loops endlessly') {
    // It answers none.
    if (index === 0) pool[0]?.postMessage({ index, kind: 'loop' });
    return;
  }
  if (variant === 'a growing number of threads') {
    if (index % 10 === 0) pool.push(await started(variant));
    return;
  }
  if (variant.endsWith('is replaced') && index % 50 === 0) {
    await pool.pop()?.terminate();
    pool.push(await started(variant));
  }
  clearImmediate(idling);
  if (isInTurns(variant) && hasIdled) pool.reverse();
  // Half of the tasks go to the first, a third to the second, the others to the third.
  const at = pool.length < 3 || index % 2 === 0 ? 0 : index % 3 === 0 ? 2 : 1;
  const worker = pool[at];
  if (worker === undefined) throw new Error('no thread');
  const answered = once(worker, 'message');
  const kind = variant.endsWith('is replaced') ? 'leak' : (kinds[variant] ?? 'none');
  worker.postMessage({ index, kind });
  await answered;
  idleFor(LONG_TURNS);
}

/** Whether all tasks go to one thread until a snapshot is taken, and then to the other one, as a server's do that closes idle connections. */
function isInTurns(variant: string): boolean {
  return variant.startsWith('two threads take turns');
}

/** Turns of the event loop without a task that only a snapshot takes. */
const LONG_TURNS = 4;
let hasIdled = false;
let idling: NodeJS.Immediate | undefined;

function idleFor(turns: number): void {
  hasIdled = turns === 0;
  if (turns > 0) idling = setImmediate(idleFor, turns - 1);
}

export async function teardown(): Promise<void> {
  for (const worker of pool) await worker.terminate();
}

async function started(variant: string): Promise<Worker> {
  const workerData = {
    nested: variant.startsWith('a thread of a thread'),
    isBlocking: variant.includes('blocked'),
    cell: cells.buffer,
  };
  const worker = new Worker(TASKS, {
    workerData,
    stdout: true,
    // Then it collects no garbage by itself.
    ...(variant.startsWith('a thread drops ports') && { resourceLimits: { maxYoungGenerationSizeMb: 256 } }),
  });
  // What nobody reads would pile up.
  worker.stdout.resume();
  await once(worker, 'online');
  return worker;
}

/** The thread's end of the channel lives until that thread collects garbage, and ours until then. */
async function answerThroughPort(isKept: boolean): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  const answered = once(port1, 'message');
  pool[0]?.postMessage({ index: 0, kind: 'port', port: port2 }, [port2]);
  await answered;
  if (isKept) kept.push(port1);
}

async function answerOfBlocked(task: number): Promise<void> {
  const before = Atomics.load(cells, 1);
  Atomics.store(cells, 0, task);
  Atomics.notify(cells, 0);
  while (Atomics.load(cells, 1) === before) await new Promise((resolve) => setImmediate(resolve));
}
