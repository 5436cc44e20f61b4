import { expect } from 'chai';
import { secondWait, timerWait } from '../../harness/check/run/timer-wait.js';

describe('quiet time', () => {
  const AT = { iterations: 97, oneIn: 50, lookMs: 200 };

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

  it('comes twice for a timer of one to sixty seconds that still reaches a suspect, unless iterations leave such timers', () => {
    const sweep = { durationMs: 10_000, timers: 1 };
    expect(secondWait([sweep], AT)).to.be.within(10_000, 12_000);
    expect(secondWait([], AT)).to.equal(0);
    expect(secondWait([{ ...sweep, timers: 97 }], AT)).to.equal(0);
    expect(secondWait([{ ...sweep, durationMs: 1000 }], AT)).to.equal(0);
    expect(secondWait([{ ...sweep, durationMs: 61_000 }], AT)).to.equal(0);
  });
});
