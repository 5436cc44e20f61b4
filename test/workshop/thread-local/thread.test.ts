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
  it("returns the isolate's root thread, named main, if no other thread runs", () => {
    expect(Thread.currentThread()).to.equal(Thread.currentThread());
    expect(Thread.currentThread().name).to.equal('main');
  });

  it('returns the running thread in its function, and in everything that this starts', async () => {
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

  it('returns the inner one of two nested threads, and then the outer one again', () => {
    const seen = new Thread('outer').run(() => [
      Thread.currentThread().name,
      new Thread('inner').run(() => Thread.currentThread().name),
      Thread.currentThread().name,
    ]);
    expect(seen).to.deep.equal(['outer', 'inner', 'outer']);
  });

  it('distinguishes two interleaved threads', async () => {
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
  it('returns the result of the function, and ends the thread', () => {
    const thread = new Thread('sync');
    expect(thread.run(() => fillBothMaps(thread))).to.deep.equal([true, true]);
    expectEnded(thread);
  });

  it('ends the thread if the function throws, and passes the error on', () => {
    const thread = new Thread('throwing');
    const run = (): unknown =>
      thread.run(() => {
        fillBothMaps(thread);
        throw new RangeError('boom');
      });
    expect(run).to.throw(RangeError, 'boom');
    expectEnded(thread);
  });

  it('ends the thread when the returned promise is fulfilled, not before', async () => {
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

  it('ends the thread when the returned promise is rejected, and rejects with the same reason', async () => {
    const thread = new Thread('rejecting');
    const reason = new RangeError('boom');
    const outcome = await thread.run(() => Promise.reject(reason)).catch((error: unknown) => error);
    expect(outcome).to.equal(reason);
    expectEnded(thread);
  });

  it('awaits a lazy thenable in the thread, and ends the thread afterwards', async () => {
    const thread = new Thread('lazy');
    // oxlint-disable-next-line unicorn/no-thenable -- a lazy one is what this is about
    const lazy = { then: (done: (seen: unknown) => void) => done(seen()) };
    const seen = (): unknown => [Thread.currentThread().name, thread.terminated];
    expect(await thread.run(() => lazy as PromiseLike<unknown>)).to.deep.equal(['lazy', false]);
    expect(thread.terminated).to.equal(true);
  });

  it('awaits a function that is a thenable, too', async () => {
    const thread = new Thread();
    const query = Object.assign(() => undefined, {
      // oxlint-disable-next-line unicorn/no-thenable -- query builders are such functions
      then: (done: (seen: boolean) => void) => setImmediate(() => done(thread.terminated)),
    });
    expect(await thread.run(() => query as unknown as PromiseLike<boolean>)).to.equal(false);
    expect(thread.terminated).to.equal(true);
  });

  it('ends the thread if reading the `then` of the result throws', () => {
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

  it('does not suppress an unhandled rejection', async () => {
    const reported = await firstUnhandledRejection(() => {
      void new Thread('lost').run(() => Promise.reject(new RangeError('lost')));
    });
    expect(String(reported)).to.equal('RangeError: lost');
  });

  it('throws ERR_THREAD_STATE if the thread is already running', () => {
    const thread = new Thread('twice');
    thread.run(() => {
      expect(() => thread.run(() => 1))
        .to.throw(ThreadStateError, 'twice')
        .with.property('code', 'ERR_THREAD_STATE');
    });
    expect(() => Thread.currentThread().run(() => 1)).to.throw(ThreadStateError, 'main');
  });

  it('throws ERR_THREAD_TERMINATED if the thread has ended', () => {
    const thread = new Thread('over');
    thread.run(() => 1);
    expect(() => thread.run(() => 2))
      .to.throw(ThreadTerminatedError, 'over')
      .with.property('code', 'ERR_THREAD_TERMINATED');
  });

  it('throws if the argument is not a function, and the thread can still run', () => {
    const thread = new Thread('patient');
    // @ts-expect-error: the compiler refuses it as well
    expect(() => thread.run(5)).to.throw(InvalidFunctionError, 'number');
    expect(thread.run(() => 1)).to.equal(1);
  });
});

describe('Thread.exit()', () => {
  it('releases both maps, and may be called twice (D16)', () => {
    const thread = new Thread('leaving');
    thread.run(() => {
      fillBothMaps(thread);
      thread.exit();
      thread.exit();
      expectEnded(thread);
    });
  });

  it('releases the maps of the root thread, which does not end', () => {
    const key = new ThreadLocal<number>();
    const root = Thread.currentThread();
    key.set(1);
    root.exit();
    expect([root.threadLocals, root.terminated, key.get()]).to.deep.equal([null, false, null]);
    key.remove();
  });
});

describe('work that outlives its thread', () => {
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

  it('never calls initialValue', async () => {
    let calls = 0;
    const key = ThreadLocal.withInitial(() => (calls += 1));
    await new Thread('gone').run(() => ({ outcome: laterOutcome(() => key.get()) })).outcome;
    expect(calls).to.equal(0);
  });

  it('gets no map if the thread ends inside initialValue', () => {
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
