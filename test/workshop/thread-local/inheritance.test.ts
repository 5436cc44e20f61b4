import { expect } from 'chai';
import {
  InheritableThreadLocal,
  Thread,
  ThreadLocal,
  UnsupportedOperationError,
} from 'heapwitness/thread-local';
import { collectRepeatedly } from './support/collection.js';
import { parkThread } from './support/parked-thread.js';
import { collectKeys, inFreshThread, keyAt, measures, plainAt, slots } from './support/tables.js';

describe('InheritableThreadLocal', () => {
  it('is stored only in the second map, and a plain thread-local only in the first (E1)', () => {
    inFreshThread((thread) => {
      inheritableAt(3).set(1);
      plainAt<number>(3).set(2);
      expect(slots(thread.inheritableThreadLocals)).to.equal('3:1');
      expect(slots(thread.threadLocals)).to.equal('3:2');
    });
  });

  it('is copied when the Thread is constructed, not when it runs (E2)', () => {
    inFreshThread(() => {
      inheritableAt(3).set(1);
      expect(slots(new Thread('child').inheritableThreadLocals)).to.equal('3:1');
    });
  });

  it('is the only kind that is copied (E3)', () => {
    inFreshThread(() => {
      new ThreadLocal<number>().set(1);
      const child = new Thread('child');
      expect([child.threadLocals, child.inheritableThreadLocals]).to.deep.equal([null, null]);
    });
  });

  it('gives a child no map if the parent has none, or if the child opts out (E4, E5)', () => {
    inFreshThread(() => {
      expect(new Thread('child').inheritableThreadLocals).to.equal(null);
      inheritableAt(3).set(1);
      expect(new Thread('child', { inheritThreadLocals: false }).inheritableThreadLocals).to.equal(null);
    });
  });

  it('calls childValue in the parent, once per live entry, in slot order, even for null (E6)', () => {
    const calls: string[] = [];
    class Recording extends InheritableThreadLocal<number | string | null> {
      label = '';
      protected override childValue(value: number | string | null): string {
        calls.push(`${this.label}=${value}@${Thread.currentThread().name}`);
        return `c${value}`;
      }
    }
    inFreshThread(() => {
      for (const [label, home, value] of [
        ['x', 9, 1],
        ['y', 2, null],
        ['z', 5, 3],
      ] as const) {
        const key = keyAt(home, () => new Recording());
        key.label = label;
        key.set(value);
      }
      expect(slots(new Thread('child').inheritableThreadLocals)).to.equal('2:cnull 5:c3 9:c1');
      expect(calls).to.deep.equal(['y=null@fresh', 'z=3@fresh', 'x=1@fresh']);
    });
  });

  it("passes on the parent's own value object by default (E7)", () => {
    inFreshThread(() => {
      const key = new InheritableThreadLocal<object>();
      const value = {};
      key.set(value);
      expect(new Thread('child').run(() => key.get()) === value).to.equal(true);
    });
  });

  it('has independent values in parent and child after construction (E8)', () => {
    inFreshThread(() => {
      const key = inheritableAt(3);
      key.set(1);
      const child = new Thread('child');
      key.set(2);
      const seen = child.run(() => {
        const inherited = key.get();
        key.set(3);
        return inherited;
      });
      expect([seen, key.get()]).to.deep.equal([1, 2]);
    });
  });

  it('is not copied from a stale entry, which stays in the parent (E9)', () => {
    inFreshThread((thread) => {
      const dead = inheritableAt(3);
      dead.set(1);
      inheritableAt(3).set(2);
      collectKeys(thread.inheritableThreadLocals, dead);
      const child = new Thread('child');
      expect(slots(thread.inheritableThreadLocals)).to.equal('3:x 4:2');
      expect(slots(child.inheritableThreadLocals)).to.equal('3:2');
      expect(measures(child.inheritableThreadLocals)).to.equal('16/1/10');
    });
  });

  it("gives the child's table the parent's length and threshold, even if it has few entries (E10)", () => {
    inFreshThread((thread) => {
      const keys = Array.from({ length: 21 }, () => new InheritableThreadLocal<number>());
      for (const key of keys) key.set(1);
      for (const key of keys.slice(1)) key.remove();
      expect(measures(thread.inheritableThreadLocals)).to.equal('64/1/42');
      expect(measures(new Thread('child').inheritableThreadLocals)).to.equal('64/1/42');
    });
  });

  it('places first the entries of a run that wrapped past the end (E11)', () => {
    inFreshThread((thread) => {
      for (const [home, value] of [
        [15, 0],
        [15, 1],
        [15, 2],
      ] as const) {
        inheritableAt(home).set(value);
      }
      expect(slots(thread.inheritableThreadLocals)).to.equal('0:1 1:2 15:0');
      expect(slots(new Thread('child').inheritableThreadLocals)).to.equal('0:2 1:0 15:1');
    });
  });

  it('gives the child an empty table for an empty map, as JDK 17 does (E12), and for a map of stale entries (E13)', () => {
    inFreshThread((thread) => {
      const key = inheritableAt(3);
      key.set(1);
      key.remove();
      expect(measures(new Thread('child').inheritableThreadLocals)).to.equal('16/0/10');
      key.set(2);
      collectKeys(thread.inheritableThreadLocals, key);
      expect(measures(new Thread('child').inheritableThreadLocals)).to.equal('16/0/10');
    });
  });

  it("passes an error of childValue out of the Thread constructor, and does not change the parent's map (E14)", () => {
    class Failing extends InheritableThreadLocal<number> {
      protected override childValue(): number {
        throw new RangeError('boom');
      }
    }
    inFreshThread((thread) => {
      keyAt(3, () => new Failing()).set(1);
      expect(() => new Thread('child')).to.throw(RangeError, 'boom');
      expect(slots(thread.inheritableThreadLocals)).to.equal('3:1');
    });
  });

  it('has its initial value in a child that removed the inherited one (E15)', () => {
    inFreshThread(() => {
      const key = new InitializedInheritable();
      key.set('parent');
      const seen = new Thread('child').run(() => {
        const inherited = key.get();
        key.remove();
        return [inherited, key.get()];
      });
      expect(seen).to.deep.equal(['parent', 'init@child']);
    });
  });

  it('is initialised in the child, without childValue, if the parent never set it (E16)', () => {
    inFreshThread(() => {
      const key = new InitializedInheritable();
      inheritableAt(3).set(1);
      expect(new Thread('child').run(() => key.get())).to.equal('init@child');
      expect(key.childValueCalls).to.equal(0);
    });
  });

  it('reaches grandchildren through two calls of childValue (E17)', () => {
    inFreshThread(() => {
      const key = new InitializedInheritable();
      key.set('1');
      const seen = new Thread('child').run(() => new Thread('grandchild').run(() => key.get()));
      expect([seen, key.childValueCalls]).to.deep.equal(['1', 2]);
    });
  });

  it('is inherited only once by a long-lived thread, whatever its creator sets later (E18)', () => {
    inFreshThread((creator) => {
      const key = inheritableAt(3);
      key.set(1);
      const pooled = new Thread('pooled');
      key.set(2);
      expect(slots(pooled.inheritableThreadLocals)).to.equal('3:1');
      expect(slots(creator.inheritableThreadLocals)).to.equal('3:2');
    });
  });

  it('keeps the value of one task for the next one on the same thread, unless it is removed (E19)', () => {
    const { thread, enter } = parkThread();
    const key = inheritableAt(3);
    enter(() => key.set(1));
    expect(enter(() => key.get())).to.equal(1);
    enter(() => key.remove());
    expect(enter(() => key.get())).to.equal(null);
    thread.exit();
  });

  it('has new entry objects in the child for the same key object (E20)', () => {
    inFreshThread((thread) => {
      const key = inheritableAt(3);
      key.set(1);
      const own = thread.inheritableThreadLocals?.table[3];
      const copied = new Thread('child').inheritableThreadLocals?.table[3];
      expect([own === copied, copied?.deref() === key]).to.deep.equal([false, true]);
    });
  });

  it('retains a copied value in a thread that never runs (E21)', async () => {
    const { thread, enter } = parkThread();
    const key = new InheritableThreadLocal<object>();
    const [child, value] = enter(() => {
      const object = {};
      key.set(object);
      return [new Thread('child'), new WeakRef(object)];
    });
    thread.exit();
    await collectRepeatedly();
    expect(value.deref() === undefined).to.equal(false);
    expect(measures(child.inheritableThreadLocals)).to.equal('16/1/10');
  });

  it('reaches the child if another childValue sets it, but only if its slot comes later (E22)', () => {
    inFreshThread((thread) => {
      const low = keyAt(1, () => new InheritableThreadLocal<string>());
      const high = keyAt(9, () => new InheritableThreadLocal<string>());
      class SettingOthers extends InheritableThreadLocal<string> {
        protected override childValue(value: string | null): string | null {
          low.set('lo');
          high.set('hi');
          return value;
        }
      }
      keyAt(5, () => new SettingOthers()).set('k');
      const child = new Thread('child');
      expect(slots(thread.inheritableThreadLocals)).to.equal('1:lo 5:k 9:hi');
      expect(slots(child.inheritableThreadLocals)).to.equal('5:k 9:hi');
    });
  });
});

describe('ThreadLocal.childValue()', () => {
  it('throws UnsupportedOperationError if the thread-local is not inheritable (C7)', () => {
    class Exposed extends ThreadLocal<number> {
      askChildValue(): number | null {
        return this.childValue(1);
      }
    }
    expect(() => new Exposed().askChildValue())
      .to.throw(UnsupportedOperationError)
      .with.property('code', 'ERR_UNSUPPORTED_OPERATION');
  });
});

function inheritableAt(home: number): InheritableThreadLocal<number> {
  return keyAt(home, () => new InheritableThreadLocal<number>());
}

class InitializedInheritable extends InheritableThreadLocal<string> {
  childValueCalls = 0;

  protected override initialValue(): string {
    return `init@${Thread.currentThread().name}`;
  }

  protected override childValue(value: string | null): string | null {
    this.childValueCalls += 1;
    return value;
  }
}
