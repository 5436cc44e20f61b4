import { setImmediate as nextMacrotask } from 'node:timers/promises';
import { expect } from 'chai';
import {
  InheritableThreadLocal,
  InvalidFunctionError,
  Thread,
  ThreadLocal,
  ThreadStateError,
  ThreadTerminatedError,
} from 'heapwitness/thread-local';

describe('Thread.currentThread()', () => {
  it("is the isolate's root thread, named main, when no other one runs", () => {
    expect(Thread.currentThread()).to.equal(Thread.currentThread());
    expect(Thread.currentThread().name).to.equal('main');
  });

  it('is the running thread in the function, and in all that it starts', async () => {
    const seen: string[] = [];
    const note = (): void => void seen.push(Thread.currentThread().name);
    await new Thread('worker').run(async () => {
      note();
      await nextMacrotask();
      note();
      await new Promise<void>((resolve) => {
        setTimeout(() => {
          note();
          resolve();
        }, 1);
      });
      queueMicrotask(note);
      await Promise.resolve();
    });
    note();
    expect(seen).to.deep.equal(['worker', 'worker', 'worker', 'worker', 'main']);
  });

  it('is the inner one of two nested threads, then the outer one again', () => {
    const seen = new Thread('outer').run(() => [
      Thread.currentThread().name,
      new Thread('inner').run(() => Thread.currentThread().name),
      Thread.currentThread().name,
    ]);
    expect(seen).to.deep.equal(['outer', 'inner', 'outer']);
  });

  it('tells two interleaved threads apart', async () => {
    const key = new ThreadLocal<string>();
    const serve = (name: string): Promise<string | null> =>
      new Thread(name).run(async () => {
        key.set(name);
        await nextMacrotask();
        return key.get();
      });
    expect(await Promise.all([serve('a'), serve('b')])).to.deep.equal(['a', 'b']);
  });
});

describe('Thread.run()', () => {
  it('answers what the function answers, and ends the thread when it returns', () => {
    const thread = new Thread('sync');
    expect(thread.run(() => fillBothMaps(thread))).to.deep.equal([true, true]);
    expectEnded(thread);
  });

  it('ends the thread when the function throws, and lets the error out', () => {
    const thread = new Thread('throwing');
    const run = (): unknown =>
      thread.run(() => {
        fillBothMaps(thread);
        throw new RangeError('boom');
      });
    expect(run).to.throw(RangeError, 'boom');
    expectEnded(thread);
  });

  it('ends the thread when the promise that was returned is fulfilled, not before', async () => {
    const thread = new Thread('async');
    const result = thread.run(async () => {
      fillBothMaps(thread);
      await nextMacrotask();
      return 5;
    });
    expect(thread.terminated).to.equal(false);
    expect(await result).to.equal(5);
    expectEnded(thread);
  });

  it('ends the thread when the promise that was returned is rejected, with the same reason', async () => {
    const thread = new Thread('rejecting');
    const reason = new RangeError('boom');
    const outcome = await thread.run(() => Promise.reject(reason)).catch((error: unknown) => error);
    expect(outcome).to.equal(reason);
    expectEnded(thread);
  });

  it('awaits in the thread what works only when it is awaited, and ends the thread afterwards', async () => {
    const thread = new Thread('lazy');
    // oxlint-disable-next-line unicorn/no-thenable -- a lazy one is what this is about
    const lazy = { then: (done: (seen: unknown) => void) => done(seen()) };
    const seen = (): unknown => [Thread.currentThread().name, thread.terminated];
    expect(await thread.run(() => lazy as PromiseLike<unknown>)).to.deep.equal(['lazy', false]);
    expect(thread.terminated).to.equal(true);
  });

  it('awaits a function that can be awaited, too', async () => {
    const thread = new Thread();
    const query = Object.assign(() => undefined, {
      // oxlint-disable-next-line unicorn/no-thenable -- query builders are such functions
      then: (done: (seen: boolean) => void) => setImmediate(() => done(thread.terminated)),
    });
    expect(await thread.run(() => query as unknown as PromiseLike<boolean>)).to.equal(false);
    expect(thread.terminated).to.equal(true);
  });

  it('ends the thread when it cannot even be told whether the answer can be awaited', () => {
    const thread = new Thread();
    // oxlint-disable-next-line unicorn/no-thenable -- a broken one is what this is about
    const hostile = Object.defineProperty({}, 'then', {
      get: () => {
        throw new RangeError('no answer');
      },
    });
    expect(() => thread.run(() => hostile)).to.throw(RangeError, 'no answer');
    expect(thread.terminated).to.equal(true);
  });

  it('leaves a rejection that nobody handles to be reported', async () => {
    const reported = await firstUnhandledRejection(() => {
      void new Thread('lost').run(() => Promise.reject(new RangeError('lost')));
    });
    expect(String(reported)).to.equal('RangeError: lost');
  });

  it('refuses to run a thread that runs already (ERR_THREAD_STATE)', () => {
    const thread = new Thread('twice');
    thread.run(() => {
      expect(() => thread.run(() => 1))
        .to.throw(ThreadStateError, 'twice')
        .with.property('code', 'ERR_THREAD_STATE');
    });
    expect(() => Thread.currentThread().run(() => 1)).to.throw(ThreadStateError, 'main');
  });

  it('refuses to run a thread that has ended (ERR_THREAD_TERMINATED)', () => {
    const thread = new Thread('over');
    thread.run(() => 1);
    expect(() => thread.run(() => 2))
      .to.throw(ThreadTerminatedError, 'over')
      .with.property('code', 'ERR_THREAD_TERMINATED');
  });

  it('refuses what is no function, and the thread can still run', () => {
    const thread = new Thread('patient');
    // @ts-expect-error: the compiler refuses it as well
    expect(() => thread.run(5)).to.throw(InvalidFunctionError, 'number');
    expect(thread.run(() => 1)).to.equal(1);
  });
});

describe('Thread.exit()', () => {
  it('lets go of both maps, and may be called twice (D16)', () => {
    const thread = new Thread('leaving');
    thread.run(() => {
      fillBothMaps(thread);
      thread.exit();
      thread.exit();
      expectEnded(thread);
    });
  });

  it('empties the root thread, which does not end', () => {
    const key = new ThreadLocal<number>();
    const root = Thread.currentThread();
    key.set(1);
    root.exit();
    expect([root.threadLocals, root.terminated, key.get()]).to.deep.equal([null, false, null]);
    key.remove();
  });
});

describe('A left-over continuation of a thread that has ended', () => {
  const operations: Readonly<Record<string, (key: ThreadLocal<number>) => unknown>> = {
    get: (key) => key.get(),
    set: (key) => key.set(1),
    remove: (key) => key.remove(),
    bind: (key) => key.bind(1),
  };

  for (const [name, operate] of Object.entries(operations)) {
    for (const Kind of [ThreadLocal, InheritableThreadLocal]) {
      it(`gets a ThreadTerminatedError from ${name}() of ${Kind.name}, and no map`, async () => {
        const thread = new Thread('gone');
        const key = new Kind<number>();
        const leftOver = thread.run(() => {
          key.set(0);
          return { outcome: laterOutcome(() => operate(key)) };
        });
        const outcome = await leftOver.outcome;
        expect(outcome)
          .to.be.instanceOf(ThreadTerminatedError)
          .with.property('code', 'ERR_THREAD_TERMINATED');
        expect([thread.threadLocals, thread.inheritableThreadLocals]).to.deep.equal([null, null]);
      });
    }
  }

  it('never reaches initialValue', async () => {
    let calls = 0;
    const key = ThreadLocal.withInitial(() => (calls += 1));
    await new Thread('gone').run(() => ({ outcome: laterOutcome(() => key.get()) })).outcome;
    expect(calls).to.equal(0);
  });

  it('gets no map when the thread ends inside initialValue', () => {
    const thread = new Thread('suicidal');
    const key = ThreadLocal.withInitial(() => {
      thread.exit();
      return 1;
    });
    expect(() => thread.run(() => key.get())).to.throw(ThreadTerminatedError);
    expect(thread.threadLocals).to.equal(null);
  });

  it('can construct a thread, which inherits nothing', async () => {
    const key = new InheritableThreadLocal<number>();
    const child = await new Thread('gone').run(() => {
      key.set(1);
      return { outcome: laterOutcome(() => new Thread('child').inheritableThreadLocals) };
    }).outcome;
    expect(child).to.equal(null);
  });
});

function fillBothMaps(thread: Thread): boolean[] {
  new ThreadLocal<number>().set(1);
  new InheritableThreadLocal<number>().set(1);
  return [thread.threadLocals !== null, thread.inheritableThreadLocals !== null];
}

function expectEnded(thread: Thread): void {
  expect([thread.threadLocals, thread.inheritableThreadLocals, thread.terminated]).to.deep.equal([
    null,
    null,
    true,
  ]);
}

/** What `act` answers or throws in a later macrotask of the present thread. */
async function laterOutcome(act: () => unknown): Promise<unknown> {
  await nextMacrotask();
  try {
    return act();
  } catch (error) {
    return error;
  }
}

/** Runs `act` with the test runner's own listeners set aside, and answers the first rejection that is reported. */
async function firstUnhandledRejection(act: () => void): Promise<unknown> {
  const event = 'unhandledRejection';
  const others = process.listeners(event);
  process.removeAllListeners(event);
  try {
    return await new Promise((resolve) => {
      process.once(event, resolve);
      act();
    });
  } finally {
    process.removeAllListeners(event);
    for (const listener of others) process.on(event, listener);
  }
}
