import { expect } from 'chai';
import {
  InheritableThreadLocal,
  StrongKeyEntry,
  StrongKeyThreadLocalMap,
  Thread,
  ThreadLocal,
  ThreadStateError,
} from 'heapwitness/thread-local';
import { collectRepeatedly, collectUntil } from './support/collection.js';
import { measures, plainAt, slots } from './support/tables.js';

describe('a thread with strong keys', () => {
  it('has entries with `key` and `value` that never become stale, and releases them when it ends', async () => {
    const thread = new Thread('strong', { strongKeys: true });
    const key = await thread.run(async () => {
      const dropped = setAndDropKey();
      await collectRepeatedly();
      expect([thread.threadLocals?.constructor.name, slots(thread.threadLocals)]).to.deep.equal([
        'StrongKeyThreadLocalMap',
        '3:1',
      ]);
      const entry = thread.threadLocals?.table[3];
      expect(entry instanceof StrongKeyEntry && entry.key !== null && entry.value === 1).to.equal(true);
      return dropped;
    });
    await collectUntil(() => key.deref() === undefined, 'the collection of the key of an ended thread');
  });

  it('uses the same algorithms: get, set, remove, growth', () => {
    const thread = new Thread('strong', { strongKeys: true });
    thread.run(() => {
      const keys = Array.from({ length: 30 }, (_, index) => plainAt<number>(index % 4));
      keys.forEach((key, index) => key.set(index));
      expect(keys.map((key) => key.get())).to.deep.equal(keys.map((_, index) => index));
      expect(measures(thread.threadLocals)).to.equal('64/30/42');
      for (const key of keys) key.remove();
      expect(measures(thread.threadLocals)).to.equal('64/0/42');
    });
  });

  it('passes its kind of map on to threads constructed in it, unless they choose another one', () => {
    new Thread('strong', { strongKeys: true }).run(() => {
      new InheritableThreadLocal<number>().set(1);
      expect(new Thread('child').inheritableThreadLocals).to.be.instanceOf(StrongKeyThreadLocalMap);
      const weak = new Thread('weak child', { strongKeys: false });
      expect(weak.inheritableThreadLocals).to.not.be.instanceOf(StrongKeyThreadLocalMap);
      expect(measures(weak.inheritableThreadLocals)).to.equal('16/1/10');
    });
  });

  it('can be made only of a thread that has no map yet', () => {
    const thread = new Thread('late');
    thread.run(() => {
      const key = new ThreadLocal<number>();
      key.set(1);
      expect(() => {
        thread.useStrongKeys();
      }).to.throw(ThreadStateError, 'before its first thread-local');
      expect(thread.strongKeys).to.equal(false);
    });
    const early = new Thread('early');
    early.useStrongKeys();
    early.run(() => {
      new ThreadLocal<number>().set(1);
      expect(early.threadLocals).to.be.instanceOf(StrongKeyThreadLocalMap);
    });
  });
});

/** Sets 1 under a key in slot 3 that nobody else holds. */
function setAndDropKey(): WeakRef<ThreadLocal<number>> {
  const key = plainAt<number>(3);
  key.set(1);
  return new WeakRef(key);
}
