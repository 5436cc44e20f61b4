import { expect } from 'chai';
import {
  confirmingIterations,
  idleIterations,
  lastIterations,
  leastIterations,
  primeFrom,
  worthMs,
} from '../../harness/check/run/iteration-budget.js';

const CHEAP = {
  iterationMs: 0.01,
  survivorsPerIteration: 1,
  bytesPerIteration: 50,
  remainingMs: 100_000,
  oneIn: 50,
};

describe('a confirmation', () => {
  it('exceeds 2,000 iterations, after which caches that fill linearly are full', () => {
    expect(confirmingIterations(CHEAP)).to.be.greaterThan(2000);
    expect(confirmingIterations({ ...CHEAP, iterationMs: 4 })).to.be.greaterThan(2000);
    expect(confirmingIterations({ ...CHEAP, survivorsPerIteration: 100 })).to.be.greaterThan(2000);
  });

  it('is shorter if an iteration is slow, retains much memory, or time runs out', () => {
    const slow = confirmingIterations({ ...CHEAP, iterationMs: 40 });
    expect(slow).to.be.within(600, 700);
    expect(confirmingIterations({ ...CHEAP, bytesPerIteration: 4e6 })).to.be.lessThan(200);
    expect(confirmingIterations({ ...CHEAP, iterationMs: 40, remainingMs: 4000 })).to.be.lessThan(100);
  });

  it('is given less time the more iterations are done', () => {
    expect(worthMs(0, 50)).to.be.greaterThan(worthMs(1000, 50));
    expect(worthMs(1000, 50)).to.be.greaterThan(worthMs(5000, 50));
  });

  it('is skipped if iterations are too slow for it to help', () => {
    expect(idleIterations(50, 50)).to.equal(0);
    expect(idleIterations(0.01, 50)).to.be.greaterThan(2000);
  });

  it('runs a prime number of iterations', () => {
    expect([1, 4, 53, 90, 2300].map(primeFrom)).to.deep.equal([2, 5, 53, 97, 2309]);
  });
});

describe('the last cycles', () => {
  const need = { rarest: 1, cycles: 2, oneIn: 50 };

  it('are long enough to contain seven of the rarest suspect, even if iterations are slow', () => {
    expect(lastIterations(97, 30, 600, { ...need, rarest: 1 / 50 })).to.be.within(175, 180);
    expect(lastIterations(97, 30, 600, need)).to.be.within(53, 60);
  });

  it('are never extended by more than a few seconds for the rarest suspect', () => {
    expect(lastIterations(97, 200, 600, { ...need, rarest: 1 / 50 })).to.be.within(53, 60);
  });
});

describe('all lengths', () => {
  it('follow from the sensitivity', () => {
    expect(leastIterations(50)).to.equal(53);
    expect(leastIterations(500)).to.be.greaterThan(500);
    const slow = { ...CHEAP, iterationMs: 40, remainingMs: 10_000_000 };
    expect(confirmingIterations({ ...slow, oneIn: 500 })).to.be.within(6000, 6100);
    expect(confirmingIterations({ ...CHEAP, oneIn: 500, remainingMs: 1_000_000 })).to.be.greaterThan(20_000);
  });
});
