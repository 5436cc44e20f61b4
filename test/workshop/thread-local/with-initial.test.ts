import { expect } from 'chai';
import { InheritableThreadLocal, InvalidFunctionError, Thread, ThreadLocal } from 'heapwitness/thread-local';
import { inFreshThread } from './support/tables.js';

describe('ThreadLocal.withInitial()', () => {
  for (const supplier of [null, undefined, 5, 'text', {}]) {
    it(`throws at once if the supplier is not a function: ${JSON.stringify(supplier)} (C1)`, () => {
      // @ts-expect-error: the compiler refuses it as well
      expect(() => ThreadLocal.withInitial(supplier))
        .to.throw(InvalidFunctionError, 'needs a function')
        .that.is.instanceOf(TypeError)
        .and.has.property('code', 'ERR_INVALID_FUNCTION');
    });
  }

  it('returns an instance of a private subclass (C2)', () => {
    const key = ThreadLocal.withInitial(() => 1);
    expect(key).to.be.instanceOf(ThreadLocal);
    expect(key.constructor.name).to.equal('SuppliedThreadLocal');
    expect(InheritableThreadLocal.withInitial(() => 1)).to.not.be.instanceOf(InheritableThreadLocal);
  });

  it('stores a null from the supplier, and calls it again only after remove() (C3)', () => {
    inFreshThread(() => {
      let calls = 0;
      const key = ThreadLocal.withInitial(() => {
        calls += 1;
        return null;
      });
      key.get();
      key.get();
      key.remove();
      key.get();
      expect(calls).to.equal(2);
    });
  });

  it('runs the supplier in the thread that calls get() (C4)', () => {
    const key = ThreadLocal.withInitial(() => Thread.currentThread().name);
    const names = ['one', 'two'].map((name) => new Thread(name).run(() => key.get()));
    expect(names).to.deep.equal(['one', 'two']);
  });

  it('calls the supplier with no receiver', () => {
    const receivers: unknown[] = [];
    const key = ThreadLocal.withInitial(function (this: unknown) {
      receivers.push(this);
      return 1;
    });
    inFreshThread(() => key.get());
    expect(receivers).to.deep.equal([undefined]);
  });
});

describe('a thread-local', () => {
  it('does not contain its value as a string (C5)', () => {
    inFreshThread(() => {
      const key = new ThreadLocal<string>();
      key.set('secret');
      expect(Object.prototype.toString.call(key)).to.equal('[object Object]');
      expect(JSON.stringify(key)).to.not.contain('secret');
    });
  });

  it('has Object as the superclass of its class (C6)', () => {
    expect(Object.getPrototypeOf(ThreadLocal.prototype) === Object.prototype).to.equal(true);
  });
});
