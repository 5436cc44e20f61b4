import { expect } from 'chai';
import { inFreshThread, plainAt } from './support/tables.js';

describe('serial numbers', () => {
  it('are never reused, even if hash codes are equal', () => {
    const serials = Array.from({ length: 100 }, () => plainAt(3).threadLocalSerial);
    expect(new Set(serials).size).to.equal(100);
  });

  it('avoid any deref() in a hit at the home slot', () => {
    inFreshThread(() => {
      const key = plainAt<number>(3);
      key.set(1);
      const derefs = countDerefs(() => {
        for (let round = 0; round < 1000; round++) key.set((key.get() ?? 0) + 1);
      });
      expect([derefs, key.get()]).to.deep.equal([0, 1001]);
    });
  });

  it('do not avoid deref() of entries on the way to another slot (negative control)', () => {
    inFreshThread(() => {
      const first = plainAt<number>(3);
      const second = plainAt<number>(3);
      first.set(1);
      second.set(2);
      expect(countDerefs(() => second.get())).to.equal(1);
      expect(countDerefs(() => first.get())).to.equal(0);
    });
  });

  it('avoid any deref() in a miss at an empty home slot, too', () => {
    inFreshThread(() => {
      plainAt<number>(3).set(1);
      const absent = plainAt<number>(5);
      expect(countDerefs(() => absent.remove())).to.equal(0);
    });
  });
});

/** How often `act` calls `WeakRef.prototype.deref`. */
function countDerefs(act: () => void): number {
  const descriptor = Object.getOwnPropertyDescriptor(WeakRef.prototype, 'deref');
  if (descriptor === undefined) throw new Error('there is no WeakRef.prototype.deref');
  let calls = 0;
  const target: object = WeakRef.prototype;
  Object.defineProperty(target, 'deref', {
    ...descriptor,
    value(this: WeakRef<WeakKey>): unknown {
      calls += 1;
      return Reflect.apply(descriptor.value, this, []);
    },
  });
  try {
    act();
  } finally {
    Object.defineProperty(target, 'deref', descriptor);
  }
  return calls;
}
