import { expect } from 'chai';
import { Thread, ThreadLocal } from 'heapwitness/thread-local';
import { collectKeys, inFreshThread, measures, plainAt, slots, suppliedAt } from './support/tables.js';

describe('ThreadLocal.get()', () => {
  it('creates the map of a fresh thread, which has none (B1)', () => {
    const { threadLocals, inheritableThreadLocals } = new Thread();
    expect([threadLocals, inheritableThreadLocals]).to.deep.equal([null, null]);
  });

  it('returns null for a key never set, and stores an entry with null (B2)', () => {
    inFreshThread((thread) => {
      const key = plainAt(3);
      expect(key.get()).to.equal(null);
      expect(measures(thread.threadLocals)).to.equal('16/1/10');
      expect(slots(thread.threadLocals)).to.equal('3:null');
    });
  });

  it('calls initialValue once, and again after remove() (B3, B4)', () => {
    inFreshThread(() => {
      const counter = new CountingLocal();
      for (let round = 0; round < 5; round++) counter.get();
      expect(counter.calls).to.equal(1);
      counter.remove();
      counter.get();
      expect(counter.calls).to.equal(2);
    });
  });

  it('calls initialValue once in each thread (B5)', () => {
    const counter = new CountingLocal();
    for (let round = 0; round < 3; round++) inFreshThread(() => [counter.get(), counter.get()]);
    expect(counter.calls).to.equal(3);
  });

  it('does not call initialValue after a value was set, even null (B6, B7)', () => {
    inFreshThread(() => {
      const counter = new CountingLocal();
      counter.set(5);
      expect([counter.get(), counter.calls]).to.deep.equal([5, 0]);
      counter.set(null);
      expect([counter.get(), counter.calls]).to.deep.equal([null, 0]);
    });
  });

  it('does not call initialValue again if it returned null (B8)', () => {
    inFreshThread(() => {
      let calls = 0;
      const key = ThreadLocal.withInitial(() => {
        calls += 1;
        return null;
      });
      expect([key.get(), key.get(), calls]).to.deep.equal([null, null, 1]);
    });
  });

  it('stores an initial value without calling an overridden set() (B10)', () => {
    let sets = 0;
    class Watching extends ThreadLocal<number> {
      override set(value: number): void {
        sets += 1;
        super.set(value);
      }
    }
    inFreshThread(() => expect(new Watching().get()).to.equal(null));
    expect(sets).to.equal(0);
  });

  it('passes an error of initialValue on, creates neither entry nor map, and calls it again next time (B16)', () => {
    inFreshThread((thread) => {
      let calls = 0;
      const key = ThreadLocal.withInitial((): number => {
        calls += 1;
        throw new RangeError('boom');
      });
      expect(() => key.get()).to.throw(RangeError, 'boom');
      expect(() => key.get()).to.throw(RangeError, 'boom');
      expect([calls, thread.threadLocals]).to.deep.equal([2, null]);
    });
  });

  it('expunges stale entries on its way even if initialValue throws (B17)', () => {
    inFreshThread((thread) => {
      const dead = plainAt<number>(3);
      const live = plainAt<number>(3);
      dead.set(1);
      live.set(2);
      collectKeys(thread.threadLocals, dead);
      expect(slots(thread.threadLocals)).to.equal('3:x 4:2');
      const failing = suppliedAt(3, (): number => {
        throw new RangeError('boom');
      });
      expect(() => failing.get()).to.throw(RangeError);
      expect(slots(thread.threadLocals)).to.equal('3:2');
    });
  });

  it('overwrites a value that initialValue set by the one that it returns (B18)', () => {
    inFreshThread((thread) => {
      class Setting extends ThreadLocal<string> {
        protected override initialValue(): string {
          this.set('inner');
          return 'outer';
        }
      }
      const key = new Setting();
      expect([key.get(), key.get()]).to.deep.equal(['outer', 'outer']);
      expect(measures(thread.threadLocals)).to.equal('16/1/10');
    });
  });

  it('uses a map that another thread-local created inside initialValue (B19)', () => {
    inFreshThread((thread) => {
      const other = plainAt<string>(5);
      const key = suppliedAt(6, () => {
        other.set('o');
        return 'k';
      });
      expect(key.get()).to.equal('k');
      expect(slots(thread.threadLocals)).to.equal('5:o 6:k');
    });
  });

  it('recurses endlessly, and creates no map, if initialValue calls get() of the same key (B20)', () => {
    inFreshThread((thread) => {
      class Recurring extends ThreadLocal<string> {
        protected override initialValue(): string | null {
          return this.get();
        }
      }
      const key = new Recurring();
      expect(() => key.get()).to.throw(RangeError, 'call stack');
      expect(measures(thread.threadLocals)).to.equal('no map');
    });
  });

  it('moves no entry nearer to its home if it meets only live entries (D12)', () => {
    inFreshThread((thread) => {
      const keys = [plainAt<number>(3), plainAt<number>(3), plainAt<number>(3)];
      keys.forEach((key, index) => key.set(index + 1));
      expect(keys[2]?.get()).to.equal(3);
      expect(slots(thread.threadLocals)).to.equal('3:1 4:2 5:3');
    });
  });

  it('expunges the run at a stale entry, and finds the key in the slot to which it was moved (D11)', () => {
    inFreshThread((thread) => {
      const dead = plainAt<number>(3);
      const live = plainAt<number>(3);
      dead.set(1);
      live.set(2);
      collectKeys(thread.threadLocals, dead);
      expect(live.get()).to.equal(2);
      expect(slots(thread.threadLocals)).to.equal('3:2');
    });
  });
});

describe('ThreadLocal.set()', () => {
  it('stores a separate value for each thread (B21)', () => {
    const key = new ThreadLocal<number>();
    inFreshThread(() => {
      key.set(1);
      expect(inFreshThread(() => key.get())).to.equal(null);
      expect(key.get()).to.equal(1);
    });
  });

  it('keeps the entry object of an existing key (D1)', () => {
    inFreshThread((thread) => {
      const key = plainAt<number>(3);
      key.set(1);
      const before = thread.threadLocals?.table[3];
      key.set(2);
      expect(thread.threadLocals?.table[3] === before).to.equal(true);
      expect(before?.value).to.equal(2);
    });
  });

  it('doubles the table at entries 10, 21, 42, 85, 170, 341 and 682 (B15)', () => {
    inFreshThread((thread) => {
      const growth: string[] = [];
      const keys: unknown[] = [];
      let length = 16;
      for (let count = 1; count <= 682; count++) {
        const key = count === 1 ? plainAt<number>(0) : new ThreadLocal<number>();
        keys.push(key);
        key.set(count);
        const map = thread.threadLocals;
        if (map !== null && map.table.length !== length) {
          length = map.table.length;
          growth.push(`${count}->${measures(map)}`);
        }
      }
      expect(growth.join(' ')).to.equal(
        '10->32/10/21 21->64/21/42 42->128/42/85 85->256/85/170 170->512/170/341 341->1024/341/682 682->2048/682/1365',
      );
    });
  });

  it('keeps the same entry objects when the table grows (D8)', () => {
    inFreshThread((thread) => {
      const keys = Array.from({ length: 9 }, (_, index) => plainAt<number>(index));
      keys.forEach((key, index) => key.set(index));
      const before = new Set(thread.threadLocals?.table.filter((entry) => entry !== undefined));
      new ThreadLocal<number>().set(9);
      const kept = thread.threadLocals?.table.filter((entry) => entry !== undefined && before.has(entry));
      expect([thread.threadLocals?.table.length, kept?.length]).to.deep.equal([32, 9]);
    });
  });
});

describe('ThreadLocal.remove()', () => {
  it('creates no map in a thread without one (B11)', () => {
    inFreshThread((thread) => {
      new ThreadLocal().remove();
      expect(thread.threadLocals).to.equal(null);
    });
  });

  it('does nothing for an absent key, or if called again (B12)', () => {
    inFreshThread((thread) => {
      const kept = plainAt<number>(3);
      const removed = plainAt<number>(5);
      kept.set(1);
      removed.set(2);
      removed.remove();
      removed.remove();
      plainAt(7).remove();
      expect(`${measures(thread.threadLocals)} ${slots(thread.threadLocals)}`).to.equal('16/1/10 3:1');
    });
  });

  it('keeps an empty map of the same length (B13)', () => {
    inFreshThread((thread) => {
      const key = new ThreadLocal<number>();
      key.set(1);
      key.remove();
      expect(measures(thread.threadLocals)).to.equal('16/0/10');
    });
  });

  it('never shrinks the table (B14)', () => {
    inFreshThread((thread) => {
      const keys = Array.from({ length: 43 }, () => new ThreadLocal<number>());
      const seen: string[] = [];
      for (const key of keys) key.set(1);
      seen.push(measures(thread.threadLocals));
      for (const key of keys) key.remove();
      seen.push(measures(thread.threadLocals));
      keys[0]?.set(1);
      seen.push(measures(thread.threadLocals));
      expect(seen).to.deep.equal(['128/43/85', '128/0/85', '128/1/85']);
    });
  });

  it('does not cause a call of initialValue if set() follows (B9)', () => {
    inFreshThread(() => {
      const counter = new CountingLocal();
      counter.set(1);
      counter.remove();
      counter.set(2);
      expect([counter.get(), counter.calls]).to.deep.equal([2, 0]);
    });
  });

  it('does not expunge stale entries before its key (D10)', () => {
    inFreshThread((thread) => {
      const [dead, second, removed, last] = [3, 3, 3, 3].map((home) => plainAt<number>(home));
      [dead, second, removed, last].forEach((key, index) => key?.set(index + 1));
      if (dead !== undefined) collectKeys(thread.threadLocals, dead);
      removed?.remove();
      expect(slots(thread.threadLocals)).to.equal('3:x 4:2 5:4');
    });
  });
});

class CountingLocal extends ThreadLocal<number | null> {
  calls = 0;

  protected override initialValue(): number {
    this.calls += 1;
    return this.calls;
  }
}
