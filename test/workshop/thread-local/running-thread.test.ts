import { AsyncResource } from 'node:async_hooks';
import { setImmediate as nextMacrotask } from 'node:timers/promises';
import { expect } from 'chai';
import fc from 'fast-check';
import { Thread, ThreadLocal, ThreadTerminatedError } from 'heapwitness/thread-local';

/** What a thread does, or starts; `get` looks at a thread-local, so that what a lookup remembers is put to the test. */
type Step =
  | { readonly kind: 'get' | 'microtask' | 'macrotask' | 'keep' | 'enter' }
  | { readonly kind: 'run' | 'start' | 'later'; readonly inner: readonly Step[] };

/** What all steps of one program share. */
interface Stage {
  readonly key: ThreadLocal<string>;
  /** Contexts that threads have left for others to enter, with the thread in which each was made. */
  readonly kept: Array<{ readonly resource: AsyncResource; readonly thread: Thread }>;
  /** What nobody awaits on the way. */
  readonly started: Array<Promise<void>>;
}

const { program } = fc.letrec<{ program: Step[]; step: Step }>((tie) => ({
  program: fc.array(tie('step'), { maxLength: 6 }),
  step: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('get') }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('microtask', 'macrotask', 'keep', 'enter') }) },
    {
      weight: 3,
      arbitrary: fc.record({ kind: fc.constantFrom('run', 'start', 'later'), inner: tie('program') }),
    },
  ),
}));

describe('the running thread', () => {
  const seed = Number(process.env['HEAPWITNESS_SEED'] ?? 20_261_122);

  it(`is the thread that started the work, however work interleaves (HEAPWITNESS_SEED=${seed})`, async () => {
    const root = Thread.currentThread();
    const property = fc.asyncProperty(program, async (steps) => {
      const stage: Stage = { key: new ThreadLocal(), kept: [], started: [] };
      stage.key.set(root.name);
      await play(stage, root, steps);
      // Work may start work.
      for (const work of stage.started) await work;
      expectThread(stage, root);
    });
    await fc.assert(property, { seed, numRuns: 500 });
  });

  it('is the thread itself within run(), and the root thread right after it, however often they alternate', () => {
    const stage: Stage = { key: new ThreadLocal(), kept: [], started: [] };
    const root = Thread.currentThread();
    stage.key.set(root.name);
    for (const _ of [1, 2, 3]) {
      expectThread(stage, root);
      const thread = newThread();
      thread.run(() => {
        stage.key.set(thread.name);
        expectThread(stage, thread);
      });
      expectThread(stage, root);
    }
  });
});

/** Does the steps in `thread`, which runs. */
async function play(stage: Stage, thread: Thread, steps: readonly Step[]): Promise<void> {
  for (const step of steps) {
    switch (step.kind) {
      case 'get':
        expectThread(stage, thread);
        break;
      case 'microtask':
        await Promise.resolve();
        break;
      case 'macrotask':
        await nextMacrotask();
        break;
      case 'keep':
        stage.kept.push({ resource: new AsyncResource('kept'), thread });
        break;
      case 'enter':
        enterKept(stage);
        break;
      case 'run':
        await runNew(stage, step.inner);
        break;
      case 'start':
        stage.started.push(runNew(stage, step.inner));
        break;
      case 'later':
        stage.started.push(Promise.resolve().then(() => play(stage, thread, step.inner)));
    }
  }
}

function runNew(stage: Stage, steps: readonly Step[]): Promise<void> {
  const thread = newThread();
  return thread.run(async () => {
    stage.key.set(thread.name);
    await play(stage, thread, steps);
  });
}

/** Goes from wherever this is called into the context that was kept last, runs a thread there, and comes back. */
function enterKept(stage: Stage): void {
  const last = stage.kept.at(-1);
  last?.resource.runInAsyncScope(() => {
    expectThread(stage, last.thread);
    const inner = newThread();
    inner.run(() => {
      stage.key.set(inner.name);
      expectThread(stage, inner);
    });
    expectThread(stage, last.thread);
  });
}

let threadsMade = 0;

function newThread(): Thread {
  return new Thread(`thread ${++threadsMade}`, { inheritThreadLocals: false });
}

function expectThread({ key }: Pick<Stage, 'key'>, thread: Thread): void {
  expect(Thread.currentThread()).to.equal(thread);
  if (thread.terminated) expect(() => key.get()).to.throw(ThreadTerminatedError, thread.name);
  else expect(key.get()).to.equal(thread.name);
}
