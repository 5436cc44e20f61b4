// Checks functions in a process of their own, whose heap holds nothing else; prints what came of it as JSON.
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
