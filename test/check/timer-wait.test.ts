import { expect } from 'chai';
import { sweepWait, timerWait, windowWait } from '../../harness/check/run/timer-wait.js';

describe('quiet time', () => {
  const AT = { iterations: 97, oneIn: 50, lookMs: 200, waitedMs: 0 };

  it('is as long as the longest timer up to five seconds', () => {
    const lists = [
      { durationMs: 150, timers: 1 },
      { durationMs: 2000, timers: 1 },
    ];
    expect(timerWait(lists, [], AT).ms).to.be.within(2000, 2500);
  });

  it('lasts up to a minute for a longer timer that iterations leave pending, or that reaches a suspect', () => {
    const one = { durationMs: 30_000, timers: 1 };
    expect(timerWait([one], [], AT).ms).to.equal(0);
    expect(timerWait([one], [one], AT).ms).to.be.greaterThan(30_000);
    expect(timerWait([{ ...one, timers: 97 }], [], AT).ms).to.be.greaterThan(30_000);
    const hour = { durationMs: 3_600_000, timers: 97 };
    expect(timerWait([hour], [hour], AT).ms).to.equal(0);
  });

  it('runs iterations during a timer of more than a second, and is idle during a shorter one', () => {
    expect(timerWait([{ durationMs: 900, timers: 1 }], [], AT).isWorking).to.equal(false);
    expect(timerWait([{ durationMs: 3000, timers: 1 }], [], AT).isWorking).to.equal(true);
  });

  it('runs iterations if a slow snapshot would outlast another timer', () => {
    const lists = [
      { durationMs: 900, timers: 1 },
      { durationMs: 6000, timers: 1 },
    ];
    expect(timerWait(lists, [], AT).isWorking).to.equal(false);
    expect(timerWait(lists, [], { ...AT, lookMs: 8000 }).isWorking).to.equal(true);
  });

  it('is skipped if no timer is pending', () => {
    expect(timerWait([], [], AT).ms).to.equal(0);
  });

  describe('for a timer that sweeps or rotates, and reaches what still seems to grow', () => {
    const sweep = (durationMs: number, timers = 1) => [{ durationMs, timers }];

    it('lasts for 25 runs of the timer, but 3 to 10 s, and for at least 4 runs', () => {
      const seconds = [30, 100, 200, 1000, 2000, 6000, 60_000].map(
        (durationMs) => sweepWait(sweep(durationMs), AT).ms / 1000,
      );
      expect(seconds).to.deep.equal([3, 3, 5, 10, 10, 24, 240]);
    });

    it('is shortened if there is too little time, but not below one run', () => {
      expect(sweepWait(sweep(6000), AT).leastMs).to.be.within(6000, 7000);
    });

    it('runs iterations, because what is released only when all work stops is a leak', () => {
      expect(sweepWait(sweep(500), AT).isWorking).to.equal(true);
      expect(windowWait(sweep(500), AT).isWorking).to.equal(true);
    });

    it('lasts for 66 runs if the objects are in several collections, but 70 s', () => {
      const seconds = [30, 1000, 2000].map((durationMs) => windowWait(sweep(durationMs), AT).ms / 1000);
      expect(seconds).to.deep.equal([1.98, 66, 70]);
      // What was waited before counts.
      expect(windowWait(sweep(1000), { ...AT, waitedMs: 11_000 }).ms).to.equal(55_000);
      expect(windowWait(sweep(100), { ...AT, waitedMs: 11_000 }).ms).to.equal(0);
    });

    it('is skipped without such a timer, and for timers that iterations leave behind', () => {
      for (const next of [sweepWait, windowWait]) {
        expect(next([], AT).ms).to.equal(0);
        expect(next(sweep(1000, 97), AT).ms).to.equal(0);
        expect(next(sweep(61_000), AT).ms).to.equal(0);
      }
    });
  });
});
