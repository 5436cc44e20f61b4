import { expect } from 'chai';
import { InheritableThreadLocal, ThreadLocal } from 'heapwitness/thread-local';
import {
  FIRST_LENGTH,
  HASH_STEP,
  homeSlot,
  peekHashCode,
  resetHashCode,
  skipHashCodes,
} from '../../../harness/workshop/thread-local/internals.js';

describe('hash codes', () => {
  it('step by 0x61c88647 from one key to the next (A1, A8)', () => {
    const first = new ThreadLocal();
    const second = new ThreadLocal();
    expect((second.threadLocalHashCode - first.threadLocalHashCode) >>> 0).to.equal(0x61c88647);
    expect([FIRST_LENGTH, HASH_STEP]).to.deep.equal([16, 0x61c88647]);
  });

  it('come from one counter for plain, supplied and inheritable thread-locals (A2)', () => {
    resetHashCode(0);
    const hashCodes = [new ThreadLocal(), ThreadLocal.withInitial(() => 1), new InheritableThreadLocal()].map(
      (key) => key.threadLocalHashCode,
    );
    expect(hashCodes).to.deep.equal([0, HASH_STEP, Math.imul(2, HASH_STEP)]);
  });

  it('are not reused after a key is dropped (A3)', () => {
    resetHashCode(7);
    for (let count = 0; count < 5; count++) void new ThreadLocal();
    const afterDiscarding = peekHashCode();
    resetHashCode(7);
    skipHashCodes(5);
    expect(peekHashCode()).to.equal(afterDiscarding);
  });

  it('wrap in 32 bits and may be negative (A4)', () => {
    resetHashCode(2147483647);
    void new ThreadLocal();
    expect(new ThreadLocal().threadLocalHashCode).to.equal(-506952122);
  });

  it('are distinct for 80,000 consecutive keys (A5)', () => {
    const hashCodes = new Set(Array.from({ length: 80_000 }, () => new ThreadLocal().threadLocalHashCode));
    expect(hashCodes.size).to.equal(80_000);
  });

  for (const length of [16, 64, 1024]) {
    it(`of ${length} consecutive keys, from any start, have distinct home slots in a table of length ${length} (A6)`, () => {
      resetHashCode(123_456_789);
      const homes = Array.from({ length }, () => homeSlot(new ThreadLocal().threadLocalHashCode, length));
      expect(new Set(homes).size).to.equal(length);
    });
  }

  it('may be equal: keys are distinguished by identity (A9)', () => {
    resetHashCode(3);
    const one = new ThreadLocal<string>();
    resetHashCode(3);
    const other = new ThreadLocal<string>();
    one.set('one');
    other.set('other');
    expect(one.threadLocalHashCode).to.equal(other.threadLocalHashCode);
    expect([one.get(), other.get()]).to.deep.equal(['one', 'other']);
    one.remove();
    other.remove();
  });
});
