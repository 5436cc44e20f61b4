import { expect } from 'chai';
import { Thread, ThreadLocal } from 'heapwitness/thread-local';
import { collectRepeatedly, collectUntil } from './support/collection.js';
import { parkThread } from './support/parked-thread.js';
import { collectKeys, inFreshThread, measures, plainAt, slots } from './support/tables.js';

describe('a stale entry', () => {
  it('keeps its value and counts in size until it is expunged (D2)', () => {
    inFreshThread((thread) => {
      const dead = plainAt<string>(3);
      plainAt<string>(5).set('live');
      dead.set('v');
      collectKeys(thread.threadLocals, dead);
      expect([measures(thread.threadLocals), slots(thread.threadLocals)]).to.deep.equal([
        '16/2/10',
        '3:x 5:live',
      ]);
      expect(thread.threadLocals?.table[3]?.value).to.equal('v');
    });
  });

  it('loses its value when it is expunged, replaced or removed (D4, D5)', () => {
    inFreshThread((thread) => {
      const [expunged, replaced, removed] = [plainAt<string>(3), plainAt<string>(7), plainAt<string>(11)];
      for (const key of [expunged, replaced, removed]) key.set('v');
      const entries = [3, 7, 11].map((slot) => thread.threadLocals?.table[slot]);
      collectKeys(thread.threadLocals, expunged, replaced);
      plainAt(3).get();
      plainAt<string>(7).set('new');
      removed.remove();
      expect(entries.map((entry) => entry?.value)).to.deep.equal([null, null, null]);
      expect(entries[2]?.deref()).to.equal(undefined);
    });
  });

  it('is swapped with the entry object of a key that is set behind it (D6)', () => {
    inFreshThread((thread) => {
      const dead = plainAt<number>(3);
      const live = plainAt<number>(3);
      dead.set(1);
      live.set(2);
      const entry = thread.threadLocals?.table[4];
      collectKeys(thread.threadLocals, dead);
      live.set(3);
      expect(thread.threadLocals?.table[3] === entry).to.equal(true);
      expect([slots(thread.threadLocals), thread.threadLocals?.size]).to.deep.equal(['3:3', 1]);
    });
  });

  it('is replaced by a new entry object when an absent key is set at its slot (D7)', () => {
    inFreshThread((thread) => {
      const dead = plainAt<number>(3);
      dead.set(1);
      const entry = thread.threadLocals?.table[3];
      collectKeys(thread.threadLocals, dead);
      const next = plainAt<number>(3);
      next.set(2);
      expect(thread.threadLocals?.table[3] === entry).to.equal(false);
      expect([slots(thread.threadLocals), thread.threadLocals?.size]).to.deep.equal(['3:2', 1]);
      next.remove();
    });
  });

  it('stays through 1,000 gets and sets of other keys at their home slots (D9)', () => {
    inFreshThread((thread) => {
      const keys = Array.from({ length: 9 }, (_, index) => plainAt<number>(index));
      keys.forEach((key, index) => key.set(index));
      collectKeys(thread.threadLocals, ...keys.slice(0, 5));
      for (let round = 0; round < 1000; round++) {
        for (const key of keys.slice(5)) key.set((key.get() ?? 0) + 1);
      }
      expect(measures(thread.threadLocals)).to.equal('16/9/10');
    });
  });

  it('is expunged by the scan that follows an insertion before it (D17)', () => {
    inFreshThread((thread) => {
      const dead = plainAt<number>(5);
      dead.set(1);
      collectKeys(thread.threadLocals, dead);
      plainAt<number>(3).set(2);
      expect(slots(thread.threadLocals)).to.equal('3:2');
    });
  });

  it('stays one slot beyond the floor(log2(size)) + 1 slots of that scan (D18)', () => {
    inFreshThread((thread) => {
      const dead = plainAt<number>(6);
      dead.set(1);
      collectKeys(thread.threadLocals, dead);
      plainAt<number>(3).set(2);
      expect(slots(thread.threadLocals)).to.equal('3:2 6:x');
    });
  });
});

describe('real garbage collection', () => {
  it('makes the entry of a dropped key stale (D13)', async () => {
    const { thread, enter } = parkThread();
    const kept = plainAt<string>(4);
    enter(() => {
      plainAt<string>(3).set('a');
      kept.set('b');
    });
    await collectUntil(() => slots(thread.threadLocals) === '3:x 4:b', 'the collection of the dropped key');
    expect(enter(() => kept.get())).to.equal('b');
    thread.exit();
  });

  it('does not collect the value of a stale entry until the entry is expunged (D3)', async () => {
    const { thread, enter } = parkThread();
    const value = enter(() => setObjectAt(3));
    await collectUntil(() => slots(thread.threadLocals) === '3:x', 'the collection of the dropped key');
    await collectRepeatedly();
    expect(value.deref() === undefined).to.equal(false);
    enter(() => plainAt(3).get());
    await collectUntil(() => value.deref() === undefined, 'the collection of the expunged value');
    thread.exit();
  });

  it('never makes an entry stale whose value refers to its own key, and collects both after the thread ends (D14, D15)', async () => {
    const { thread, enter } = parkThread();
    const key = enter(() => {
      const local = plainAt<object>(3);
      local.set({ local });
      return new WeakRef(local);
    });
    await collectRepeatedly();
    expect(thread.threadLocals?.table[3]?.deref() === undefined).to.equal(false);
    thread.exit();
    await collectUntil(
      () => key.deref() === undefined,
      'the collection of the key after the thread had ended',
    );
  });

  it('collects an unreachable thread with its map, keys and values: there is no registry', async () => {
    const seen = startAndForgetThread();
    await collectUntil(
      () => Object.values(seen).every((reference) => reference.deref() === undefined),
      'the collection of an unreachable thread that never ended',
    );
  });
});

/** Sets a fresh object under a key that is dropped at once. */
function setObjectAt(home: number): WeakRef<object> {
  const value = { held: true };
  plainAt<object>(home).set(value);
  return new WeakRef(value);
}

function startAndForgetThread(): Readonly<Record<string, WeakRef<object>>> {
  const thread = new Thread('forgotten', { inheritThreadLocals: false });
  const value = { held: true };
  void thread.run(() => {
    new ThreadLocal<object>().set(value);
    return new Promise<never>(() => {});
  });
  const { threadLocals } = thread;
  if (threadLocals === null) throw new Error('the thread has no map');
  return { thread: new WeakRef(thread), map: new WeakRef(threadLocals), value: new WeakRef(value) };
}
