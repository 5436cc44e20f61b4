import { AsyncResource } from 'node:async_hooks';
import { setImmediate as nextMacrotask } from 'node:timers/promises';
import { expect } from 'chai';
import { InvalidFunctionError, ScopedValue, Thread, UnboundScopedValueError } from 'heapwitness/thread-local';
import { collectRepeatedly, collectUntil } from './support/collection.js';
import { parkThread } from './support/parked-thread.js';

describe('ScopedValue', () => {
  for (const [how, make] of [
    ['new ScopedValue()', () => new ScopedValue<number>()],
    ['ScopedValue.newInstance()', () => ScopedValue.newInstance<number>()],
  ] as const) {
    it(`is bound for the length of a call, independently of other scoped values: ${how}`, () => {
      const [key, other] = [make(), make()];
      const seen = ScopedValue.where(key, 1).run(() => [key.isBound(), key.get(), other.isBound()]);
      expect(seen).to.deep.equal([true, 1, false]);
      expect(key.isBound()).to.equal(false);
    });
  }

  it('throws UnboundScopedValueError from get() if it is not bound (ERR_SCOPED_VALUE_UNBOUND)', () => {
    expectUnbound(() => new ScopedValue<number>().get(), 'not bound here');
  });

  it('returns the other value from orElse() if it is not bound', () => {
    const key = new ScopedValue<number>();
    expect([key.orElse(2), ScopedValue.where(key, 1).run(() => key.orElse(2))]).to.deep.equal([2, 1]);
  });

  for (const value of [null, undefined, false, 0]) {
    it(`is bound even if its value is ${value}`, () => {
      const key = new ScopedValue<unknown>();
      expect(ScopedValue.where(key, value).run(() => [key.isBound(), key.get()])).to.deep.equal([
        true,
        value,
      ]);
    });
  }

  it('is shadowed by an inner call that binds it again, and is restored afterwards', () => {
    const key = new ScopedValue<string>();
    const inner = (): string => ScopedValue.where(key, 'inner').run(() => key.get());
    const seen = ScopedValue.where(key, 'outer').run(() => [key.get(), inner(), key.get()]);
    expect(seen).to.deep.equal(['outer', 'inner', 'outer']);
  });

  it('stays bound in inner calls that bind other scoped values', () => {
    const [a, b] = [new ScopedValue<number>(), new ScopedValue<number>()];
    const inner = (): number[] => ScopedValue.where(b, 2).run(() => [a.get(), b.get()]);
    expect(ScopedValue.where(a, 1).run(() => [inner(), b.isBound()])).to.deep.equal([[1, 2], false]);
  });

  it('rejects, at compile time, a value of another type', () => {
    const key = new ScopedValue<string>();
    // @ts-expect-error: a number is no string
    expect(ScopedValue.where(key, 5).run(() => typeof key.get())).to.equal('number');
  });
});

describe('ScopedValue.where().where()', () => {
  it('binds several values for one call', () => {
    const [a, b] = [new ScopedValue<number>(), new ScopedValue<string>()];
    const seen = ScopedValue.where(a, 1)
      .where(b, 'two')
      .run(() => [a.get(), b.get()]);
    expect(seen).to.deep.equal([1, 'two']);
    expect([a.isBound(), b.isBound()]).to.deep.equal([false, false]);
  });

  it('uses the later of two bindings of the same scoped value', () => {
    const key = new ScopedValue<number>();
    const carrier = ScopedValue.where(key, 1).where(key, 2);
    expect(carrier.run(() => key.get())).to.equal(2);
  });

  it('does not change its carrier, and each carrier may be run many times', () => {
    const key = new ScopedValue<number>();
    const first = ScopedValue.where(key, 1);
    const second = first.where(key, 2);
    const seen = [first, second, first].map((carrier) => carrier.run(() => key.get()));
    expect(seen).to.deep.equal([1, 2, 1]);
  });
});

describe('ScopedValueCarrier.run()', () => {
  it('unbinds if the function throws, and passes the error on', () => {
    const key = new ScopedValue<number>();
    const run = (): unknown =>
      ScopedValue.where(key, 1).run(() => {
        throw new RangeError(`boom ${key.get()}`);
      });
    expect(run).to.throw(RangeError, 'boom 1');
    expect(key.isBound()).to.equal(false);
  });

  it('binds for an asynchronous function, and everything that it starts, until its promise is fulfilled', async () => {
    const key = new ScopedValue<string>();
    const seen: string[] = [];
    const serve = (name: string): Promise<string> =>
      ScopedValue.where(key, name).run(async () => {
        await nextMacrotask();
        seen.push(key.get());
        await new Promise<void>((resolve) => {
          setTimeout(() => {
            seen.push(key.get());
            resolve();
          }, 1);
        });
        return key.get();
      });
    expect(await Promise.all([serve('a'), serve('b')])).to.deep.equal(['a', 'b']);
    expect(seen).to.have.members(['a', 'a', 'b', 'b']);
    expect(key.isBound()).to.equal(false);
  });

  it('binds for a lazy thenable, and unbinds afterwards', async () => {
    const key = new ScopedValue<number>();
    let beyond: (() => boolean) | undefined;
    const lazy = {
      // oxlint-disable-next-line unicorn/no-thenable -- a lazy one is what this is about
      then(done: (seen: number) => void): void {
        beyond = AsyncResource.bind(() => key.isBound());
        done(key.get());
      },
    };
    const carrier = ScopedValue.where(key, 1);
    expect(await carrier.run(() => lazy as PromiseLike<number>)).to.equal(1);
    expect(beyond?.()).to.equal(false);
  });

  it('unbinds when the returned promise is rejected, and rejects with the same reason', async () => {
    const key = new ScopedValue<number>();
    const reason = new RangeError('boom');
    let leftOver = Promise.resolve(false);
    const settled = ScopedValue.where(key, 1).run(async () => {
      leftOver = later(() => key.isBound());
      await Promise.reject(reason);
    });
    expect(await settled.catch((error: unknown) => error)).to.equal(reason);
    expect(await leftOver).to.equal(false);
  });

  it('throws if the argument is not a function', () => {
    // @ts-expect-error: the compiler refuses it as well
    expect(() => ScopedValue.where(new ScopedValue<number>(), 1).run(5)).to.throw(
      InvalidFunctionError,
      'number',
    );
  });
});

describe('work that outlives its scope', () => {
  it('finds the value unbound, with an error that reports that it outlived the call', async () => {
    const key = new ScopedValue<number>();
    const { leftOver } = ScopedValue.where(key, 1).run(() => ({
      leftOver: later(() => outcomeOf(() => key.get())),
    }));
    const outcome = await leftOver;
    expectUnbound(() => {
      throw outcome;
    }, 'runs later');
  });

  it('never sees an outer value instead, not even in a new scope', async () => {
    const [user, other] = [new ScopedValue<string>(), new ScopedValue<number>()];
    const seen = await ScopedValue.where(user, 'admin').run(async () => {
      const { leftOver } = ScopedValue.where(user, 'guest').run(() => ({
        leftOver: later(() => [user.isBound(), ScopedValue.where(other, 1).run(() => user.isBound())]),
      }));
      return [...(await leftOver), user.get()];
    });
    expect(seen).to.deep.equal([false, false, 'admin']);
  });

  it('still sees the bindings of outer scopes that have not ended', async () => {
    const [outer, inner] = [new ScopedValue<number>(), new ScopedValue<number>()];
    const seen = await ScopedValue.where(outer, 1).run(async () => {
      const { leftOver } = ScopedValue.where(inner, 2).run(() => ({ leftOver: later(() => outer.get()) }));
      return leftOver;
    });
    expect(seen).to.equal(1);
  });

  it('does not retain the value, even if a timer or promise retains the scope', async () => {
    const { value, leftOver } = bindAndLeaveTimer();
    try {
      await collectUntil(() => value.deref() === undefined, 'the collection of the value');
    } finally {
      clearInterval(leftOver);
    }
  });

  it('retains the value until the call ends (negative control)', async () => {
    const key = new ScopedValue<object>();
    let goOn = (): void => undefined;
    const waiting = new Promise<void>((resolve) => (goOn = resolve));
    const bind = (): { value: WeakRef<object>; call: Promise<void> } => {
      const object = {};
      const call = ScopedValue.where(key, object).run(() => waiting);
      return { value: new WeakRef(object), call };
    };
    const { value, call } = bind();
    await collectRepeatedly();
    expect(value.deref()).to.not.equal(undefined);
    goOn();
    await call;
    await collectUntil(() => value.deref() === undefined, 'the collection of the value');
  });
});

describe('Thread.run() in a scope', () => {
  it('sees the bindings of the caller of run(), not those of the thread’s construction', async () => {
    const key = new ScopedValue<string>();
    const here = new Thread('constructed outside');
    const there = ScopedValue.where(key, 'constructed in here').run(() => new Thread('run outside'));
    const bound = await ScopedValue.where(key, 'run in here').run(() =>
      here.run(async () => {
        await nextMacrotask();
        return key.get();
      }),
    );
    expect(bound).to.equal('run in here');
    expect(there.run(() => key.isBound())).to.equal(false);
  });

  it('shadows a binding in the thread without changing it outside', () => {
    const key = new ScopedValue<number>();
    const inThread = (): number => new Thread().run(() => ScopedValue.where(key, 2).run(() => key.get()));
    expect(ScopedValue.where(key, 1).run(() => [inThread(), key.get()])).to.deep.equal([2, 1]);
  });

  it('gives a pooled thread neither the bindings of the caller of a task nor, after the call, those of its starter', () => {
    const key = new ScopedValue<string>();
    const pool = ScopedValue.where(key, 'starter').run(() => {
      const parked = parkThread('pool-1');
      expect(parked.enter(() => key.get())).to.equal('starter');
      return parked;
    });
    expect(ScopedValue.where(key, 'task').run(() => pool.enter(() => key.isBound()))).to.equal(false);
    pool.thread.exit();
  });
});

function expectUnbound(get: () => unknown, part: string): void {
  expect(get).to.throw(UnboundScopedValueError, part).with.property('code', 'ERR_SCOPED_VALUE_UNBOUND');
}

function bindAndLeaveTimer(): { value: WeakRef<object>; leftOver: NodeJS.Timeout } {
  const object = {};
  const leftOver = ScopedValue.where(new ScopedValue<object>(), object).run(() =>
    setInterval(() => {}, 60_000),
  );
  return { value: new WeakRef(object), leftOver };
}

/** What `act` answers in a later macrotask of the present scope. */
async function later<R>(act: () => R): Promise<R> {
  await nextMacrotask();
  return act();
}

function outcomeOf(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error;
  }
}
