import { ThreadLocal, type Thread } from 'heapwitness/thread-local';
import { startPoolThread, type PoolThread } from '../pool-thread.js';

export class RequestContext {
  readonly user: string;

  constructor(user: string) {
    this.user = user;
  }
}

/** Java's cached pool has 60 seconds. */
const KEEP_ALIVE_MS = 1000;
const HEALTH_CHECK_MS = 50;

interface Worker extends PoolThread {
  idleTimer?: NodeJS.Timeout;
}

/** How many threads do not end when they are idle. */
let core = 0;
/** All threads of the pool. */
const alive = new Set<Worker>();
/** Those without a task; the last one gets the next task, as in Java's cached pool. */
const idle: Worker[] = [];
let startedThreads = 0;

export function threads(): Thread[] {
  return [...alive].map(({ thread }) => thread);
}

export function setCore({ size }: { size: number }): void {
  core = size;
}

/**
 * As a ThreadPoolExecutor without a queue: below the core size a new thread runs the task, else an idle one or, if there
 * is none, a new one.
 */
async function execute(task: () => Promise<void>): Promise<void> {
  const worker = alive.size < core ? startThread() : (idle.pop() ?? startThread());
  clearTimeout(worker.idleTimer);
  await worker.run(task);
  idle.push(worker);
  worker.idleTimer = setTimeout(() => endIfAboveCore(worker), KEEP_ALIVE_MS);
}

function startThread(): Worker {
  const worker = startPoolThread(`pool-${++startedThreads}`);
  alive.add(worker);
  return worker;
}

function endIfAboveCore(worker: Worker): void {
  if (alive.size <= core) return;
  idle.splice(idle.indexOf(worker), 1);
  alive.delete(worker);
  void worker.end();
}

/** Many tasks at once, a thread for each. Each sets one value per request, with keys that nobody keeps. */
export async function serveBurst({ tasks, requests }: { tasks: number; requests: number }): Promise<number> {
  let finish = (): void => undefined;
  const allBegun = new Promise<void>((resolve) => (finish = resolve));
  const running = Array.from({ length: tasks }, () =>
    execute(() => {
      for (let request = 0; request < requests; request++) {
        new ThreadLocal<RequestContext>().set(new RequestContext(`user-${request}`));
      }
      return allBegun;
    }),
  );
  finish();
  await Promise.all(running);
  return alive.size;
}

/** A small task every now and then, from now on. It uses no ThreadLocal. */
export function startHealthChecks(): void {
  setInterval(() => void execute(() => Promise.resolve()), HEALTH_CHECK_MS);
}

/** Waits for longer than a thread above the core size may be idle. Answers how many threads are left. */
export async function waitForIdleThreads(): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 2 * KEEP_ALIVE_MS));
  return alive.size;
}
