import { expect } from 'chai';
import { BindingDisposedError, InheritableThreadLocal, Thread, ThreadLocal } from 'heapwitness/thread-local';
import { collectUntil } from './support/collection.js';
import { parkThread } from './support/parked-thread.js';
import { inFreshThread, measures } from './support/tables.js';

describe('ThreadLocal.bind()', () => {
  for (const Kind of [ThreadLocal, InheritableThreadLocal]) {
    it(`sets the value for a block and removes it at the end: ${Kind.name}`, () => {
      inFreshThread(() => {
        const key = new Kind<string>();
        {
          using bound = key.bind('v');
          expect([bound.value, key.get()]).to.deep.equal(['v', 'v']);
        }
        expect(key.get()).to.equal(null);
      });
    });
  }

  it('removes the value even if the block throws', () => {
    inFreshThread((thread) => {
      const key = new ThreadLocal<string>();
      const block = (): void => {
        using bound = key.bind('v');
        throw new RangeError(bound.value);
      };
      expect(block).to.throw(RangeError, 'v');
      expect(measures(thread.threadLocals)).to.equal('16/0/10');
    });
  });

  it('removes the value from the thread that bound it, whichever thread is current at disposal', () => {
    const { thread, enter } = parkThread('binder');
    const key = new ThreadLocal<string>();
    const bound = enter(() => key.bind('binder'));
    inFreshThread((other) => {
      key.set('other');
      bound[Symbol.dispose]();
      expect([other.threadLocals?.size, thread.threadLocals?.size, key.get()]).to.deep.equal([1, 0, 'other']);
    });
    thread.exit();
  });

  it('does not remove a value at a second disposal that was set after the first', () => {
    inFreshThread(() => {
      const key = new ThreadLocal<string>();
      const bound = key.bind('first');
      bound[Symbol.dispose]();
      key.set('second');
      bound[Symbol.dispose]();
      expect(key.get()).to.equal('second');
    });
  });

  it('does not restore a previous value', () => {
    inFreshThread(() => {
      const key = new ThreadLocal<string>();
      key.set('before');
      key.bind('bound')[Symbol.dispose]();
      expect(key.get()).to.equal(null);
    });
  });

  it('does nothing at disposal if its thread has ended', () => {
    const key = new ThreadLocal<string>();
    const thread = new Thread('short');
    const bound = thread.run(() => key.bind('v'));
    bound[Symbol.dispose]();
    expect(thread.threadLocals).to.equal(null);
  });

  it('throws ERR_BINDING_DISPOSED if its value is read after disposal', () => {
    inFreshThread(() => {
      const bound = new ThreadLocal<string>().bind('v');
      bound[Symbol.dispose]();
      expect(() => bound.value)
        .to.throw(BindingDisposedError)
        .with.property('code', 'ERR_BINDING_DISPOSED');
    });
  });

  it('releases the value and the thread at disposal, even if the binding itself is retained', async () => {
    const { bound, value } = bindAndDispose();
    await collectUntil(() => value.deref() === undefined, 'the collection of the value');
    expect(() => bound.value).to.throw(BindingDisposedError);
  });
});

function bindAndDispose(): { bound: { readonly value: object }; value: WeakRef<object> } {
  return inFreshThread(() => {
    const object = {};
    const bound = new ThreadLocal<object>().bind(object);
    bound[Symbol.dispose]();
    return { bound, value: new WeakRef(object) };
  });
}
