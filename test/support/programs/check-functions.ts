// Checks functions in a process of their own, whose heap holds nothing else; prints what came of it as JSON.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { checkLeaks } from 'heapwitness';
import type { Inspector } from 'heapwitness';
import { endBriefly } from '../brief-check.js';

class Ticket {
  readonly index: number;

  constructor(index: number) {
    this.index = index;
  }
}

const left: object[] = [];
let dropped = 0;
const drop = ({ index }: { index: number }): object => {
  dropped += 1;
  return new Ticket(index);
};
let tornDown = false;
const fail = (): never => {
  throw new Error('no roof');
};
const leave = ({ index }: { index: number }): void => {
  left.push(new Ticket(index));
  endBriefly(index);
};

const TASKS = new URL('../workers/task-thread.js', import.meta.url);
const PROCESS_TASKS = new URL('../workers/task-process.js', import.meta.url);

/** Checks tasks that a thread carries out, which retains something of each. */
async function checkPool(pool: () => Worker | null, setup?: () => void): Promise<object> {
  const iteration = async ({ index }: { index: number }): Promise<void> => {
    const worker = pool();
    if (worker === null) throw new Error('no thread');
    worker.postMessage({ index, kind: 'leak' });
    await once(worker, 'message');
  };
  const result = await checkLeaks({
    iteration,
    ...(setup && { setup }),
    teardown: () => pool()?.terminate(),
  });
  return result;
}

/** Starts a thread that starts a process, which lives on, as soon as it runs or later; resolves to the id of that process. */
async function threadWithProcess(seconds: number, laterMs = 0): Promise<{ thread: Worker; pid: number }> {
  const code = `setTimeout(() => require("node:worker_threads").parentPort.postMessage(
    require("node:child_process").spawn("sleep", ["${seconds}"], { stdio: "ignore" }).pid), ${laterMs});
    setInterval(() => null, 1e3);`;
  const thread = new Worker(code, { eval: true });
  const [pid] = (await once(thread, 'message')) as [number];
  return { thread, pid };
}

/** Runs a check in a thread of this process, beside other threads. */
async function inThread(check: string): Promise<object> {
  const inner = new Worker(new URL(import.meta.url), { argv: [check], stdout: true });
  let text = '';
  inner.stdout.on('data', (more: Buffer) => (text += more.toString()));
  await once(inner, 'exit');
  return JSON.parse(text) as object;
}

const idleThread = (): Worker => new Worker('setInterval(() => null, 1e3)', { eval: true });

async function messageOf(assertion: PromiseLike<unknown>): Promise<string | null> {
  try {
    await assertion;
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

const tickets: Inspector = {
  name: 'tickets',
  describe: (node, heap) => (heap.name(node) === 'Ticket' ? { label: 'not torn off' } : undefined),
};

const failing = (): Promise<string> => checkLeaks({ iteration: fail }).then(({ verdict }) => verdict);

const [what = 'leak'] = process.argv.slice(2);
const CHECKS: Readonly<Record<string, () => unknown>> = {
  checkLeaks: () => checkLeaks(drop, { cycles: 2 }),
  nothing: () => checkLeaks(drop),
  'beside a thread': async () => {
    const before = idleThread();
    try {
      return await checkLeaks(drop, { cycles: 2 });
    } finally {
      await before.terminate();
    }
  },
  'with a thread': () => {
    let own: Worker | null = null;
    const setup = (): void => void (own = idleThread());
    return checkLeaks({ iteration: drop, setup, teardown: () => own?.terminate() }, { cycles: 2 });
  },
  'with an older thread that leaks': () => {
    const older = new Worker(TASKS);
    return checkPool(() => older);
  },
  'in a thread, with a thread that leaks': () => inThread('with a thread that leaks'),
  'with a thread that starts a process': async () => {
    let own: Awaited<ReturnType<typeof threadWithProcess>> | null = null;
    const setup = async (): Promise<void> => void (own = await threadWithProcess(600));
    try {
      return await checkLeaks({ iteration: drop, setup }, { cycles: 2 });
    } finally {
      const { thread, pid } = own!;
      process.kill(pid);
      await thread.terminate();
    }
  },
  'in a thread, with a thread that starts a process': async () => {
    // Neither an older process of a sibling nor one that it starts meanwhile belongs to the check.
    const older = await threadWithProcess(601);
    const sibling = threadWithProcess(602, 1000);
    const result = await inThread('with a thread that starts a process');
    for (const { thread, pid } of [older, await sibling]) {
      process.kill(pid);
      await thread.terminate();
    }
    return result;
  },
  'with a thread that leaks': () => {
    let own: Worker | null = null;
    const setup = (): void => void (own = new Worker(TASKS));
    return checkPool(() => own, setup);
  },
  'with a child that leaks': async () => {
    const { NODE_OPTIONS = '' } = process.env;
    let child: ChildProcess | null = null;
    const setup = (): void => void (child = fork(fileURLToPath(PROCESS_TASKS), { stdio: 'ignore' }));
    const iteration = async ({ index }: { index: number }): Promise<void> => {
      if (child === null) throw new Error('no child');
      child.send({ index, kind: 'leak' });
      await once(child, 'message');
    };
    const result = await checkLeaks({ setup, iteration });
    const running = (child as ChildProcess | null) ?? null;
    const restored = (process.env['NODE_OPTIONS'] ?? '') === NODE_OPTIONS;
    // The process runs on after the check.
    running?.send({ index: 0, kind: 'none' });
    const [answer] = running === null ? [] : ((await once(running, 'message')) as unknown[]);
    running?.kill();
    return { ...result, answer, restored };
  },
  'two at once': async () => ({
    verdicts: (
      await Promise.all([checkLeaks(drop, { cycles: 2 }), checkLeaks({ iteration: leave }), failing()])
    ).map((result) => (typeof result === 'string' ? result : result.verdict)),
  }),
  leaving: () => checkLeaks({ iteration: leave }),
  inspectors: () => checkLeaks({ iteration: leave }, { inspectors: [tickets] }),
  'short of time': () => checkLeaks(drop, { timeoutMs: 300 }),
  hanging: () => checkLeaks(() => new Promise(() => undefined), { timeoutMs: 300 }),
  'hanging setup': () =>
    checkLeaks({ iteration: drop, setup: () => new Promise(() => undefined) }, { timeoutMs: 300 }),
  'failing teardown': () =>
    checkLeaks(
      {
        iteration: drop,
        teardown: () => {
          tornDown = true;
          throw new Error('no floor');
        },
      },
      { cycles: 2 },
    ),
  'teardown after all': () => checkLeaks({ iteration: fail, teardown: () => (tornDown = true) }),
  leak: async () => {
    const { expect, use } = await import('chai');
    use((await import('heapwitness/chai')).default);
    return {
      dropped: await messageOf(expect(drop).to.not.leak({ cycles: 2 })),
      left: await messageOf(expect({ iteration: leave }).to.leak()),
    };
  },
};
const printed = await CHECKS[what]?.();
const droppedByThen = dropped;
// When nothing is left to do.
process.once('exit', () => {
  process.stdout.write(
    JSON.stringify({ ...(printed as object), droppedAfter: dropped - droppedByThen, tornDown }),
  );
});
