import { expect } from 'chai';
import { timerWait } from '../../harness/check/run/timer-wait.js';

describe('quiet time', () => {
  const AT = { iterations: 97, oneIn: 50, lookMs: 200 };

  it('is as long as the longest timer up to five seconds', () => {
    const lists = [
      { durationMs: 150, timers: 1 },
      { durationMs: 2000, timers: 1 },
    ];
    expect(timerWait(lists, [], AT).ms).to.be.within(2000, 2500);
  });

  it('is as long as a longer timer where iterations leave that pending, or it reaches a suspect, up to a minute', () => {
    const one = { durationMs: 30_000, timers: 1 };
    expect(timerWait([one], [], AT).ms).to.equal(0);
    expect(timerWait([one], [one], AT).ms).to.be.greaterThan(30_000);
    expect(timerWait([{ ...one, timers: 97 }], [], AT).ms).to.be.greaterThan(30_000);
    const hour = { durationMs: 3_600_000, timers: 97 };
    expect(timerWait([hour], [hour], AT).ms).to.equal(0);
  });

  it('is spent working where a timer is longer than a moment, idle where it puts work off', () => {
    expect(timerWait([{ durationMs: 900, timers: 1 }], [], AT).isWorking).to.equal(false);
    expect(timerWait([{ durationMs: 3000, timers: 1 }], [], AT).isWorking).to.equal(true);
  });

  it('is spent working where a slow look would outlast another timer', () => {
    const lists = [
      { durationMs: 900, timers: 1 },
      { durationMs: 6000, timers: 1 },
    ];
    expect(timerWait(lists, [], AT).isWorking).to.equal(false);
    expect(timerWait(lists, [], { ...AT, lookMs: 8000 }).isWorking).to.equal(true);
  });

  it('is none where nothing is pending', () => {
    expect(timerWait([], [], AT).ms).to.equal(0);
  });
});
