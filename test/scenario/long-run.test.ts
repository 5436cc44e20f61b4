import { expect } from 'chai';
import { confirmingIterations, idleIterations, primeFrom, worthMs } from '../../harness/scenario/long-run.js';
import { quietTime } from '../../harness/scenario/quiet-time.js';

const CHEAP = { iterationMs: 0.01, survivorsPerIteration: 1, bytesPerIteration: 50, remainingMs: 100_000 };

describe('a confirmation', () => {
  it('goes beyond 2,000 iterations, where caches that fill in a straight line are full', () => {
    expect(confirmingIterations(CHEAP)).to.be.greaterThan(2000);
    expect(confirmingIterations({ ...CHEAP, iterationMs: 4 })).to.be.greaterThan(2000);
    expect(confirmingIterations({ ...CHEAP, survivorsPerIteration: 100 })).to.be.greaterThan(2000);
  });

  it('is shorter where an iteration is slow, leaves much, or time runs out', () => {
    const slow = confirmingIterations({ ...CHEAP, iterationMs: 40 });
    expect(slow).to.be.within(600, 700);
    expect(confirmingIterations({ ...CHEAP, bytesPerIteration: 4e6 })).to.be.lessThan(200);
    expect(confirmingIterations({ ...CHEAP, iterationMs: 40, remainingMs: 4000 })).to.be.lessThan(100);
  });

  it('is worth less time the more iterations are done', () => {
    expect(worthMs(0)).to.be.greaterThan(worthMs(1000));
    expect(worthMs(1000)).to.be.greaterThan(worthMs(5000));
  });

  it('is not run for nothing where iterations are slow', () => {
    expect(idleIterations(50)).to.equal(0);
    expect(idleIterations(0.01)).to.be.greaterThan(2000);
  });

  it('runs a prime number of iterations', () => {
    expect([1, 4, 53, 90, 2300].map(primeFrom)).to.deep.equal([2, 5, 53, 97, 2309]);
  });
});

describe('quiet time', () => {
  it('is as long as the longest timer up to five seconds', () => {
    const lists = [
      { durationMs: 150, timers: 1 },
      { durationMs: 2000, timers: 1 },
    ];
    expect(quietTime(lists, 97)).to.be.within(2000, 2500);
  });

  it('is as long as a longer timer where iterations leave that pending, up to a minute', () => {
    expect(quietTime([{ durationMs: 30_000, timers: 1 }], 97)).to.equal(0);
    expect(quietTime([{ durationMs: 30_000, timers: 97 }], 97)).to.be.greaterThan(30_000);
    expect(quietTime([{ durationMs: 3_600_000, timers: 97 }], 97)).to.equal(0);
  });

  it('is none where nothing is pending', () => {
    expect(quietTime([], 97)).to.equal(0);
  });
});
