import { expect } from 'chai';
import { outlastedTimers, releasedByTimers, sweptTooLate } from '../../harness/check/run/timer-remarks.js';

const named = (...names: string[]) => names.map((className) => ({ className }));

describe('releasedByTimers()', () => {
  it('names each class once that grew until timers released it, and the time that took', () => {
    expect(releasedByTimers(named('Page', 'Page', 'Entry'), named('Entry'), 1099, false)).to.deep.equal([
      'Page grew, but timers of the scenario released it within 1.1 s, while it was idle.',
    ]);
    expect(releasedByTimers(named('Page', 'Entry'), [], 54_900, true)).to.deep.equal([
      'Page, Entry grew, but timers of the scenario released it within 54.9 s, while the scenario kept running.',
    ]);
  });

  it('is empty if all classes still grow, or if released objects have no class name of their own', () => {
    expect(releasedByTimers(named('Page'), named('Page'), 1000, false)).to.deep.equal([]);
    expect(releasedByTimers(named('', 'system / Context'), [], 1000, false)).to.deep.equal([]);
  });
});

describe('outlastedTimers()', () => {
  it('names the pending timers whose delay is shorter than the longest look', () => {
    const [remark, ...others] = outlastedTimers([1000, 2500, 4000, 60_000], 4000, 'thread');
    expect(others).to.deep.equal([]);
    expect(remark).to.match(
      /^A snapshot took 4 s, longer than the delay of pending timers \(1\.0 s, 2\.5 s\)\./,
    );
  });

  it('advises to give a module only if the scenario is not one', () => {
    const advises = (['in-process', 'thread', 'process'] as const).map((kind) =>
      outlastedTimers([1000], 4000, kind).join().includes('Give the URL of a module'),
    );
    expect(advises).to.deep.equal([true, false, false]);
  });

  it('is empty if all delays are longer, or less than a second, because those timers fire around each look', () => {
    expect(outlastedTimers([4000, 999, 100], 4000, 'thread')).to.deep.equal([]);
    expect(outlastedTimers([], 4000, 'thread')).to.deep.equal([]);
  });
});

describe('sweptTooLate()', () => {
  const growing = (className: string, durationMs: number, timers = 1) => ({
    className,
    timers: () => [{ durationMs, timers }],
  });
  const pace = { iterations: 97, oneIn: 50 };

  it('names the timers that reach what is reported, and for how long the check waited', () => {
    expect(sweptTooLate([growing('Row', 1000), growing('Row', 500)], pace, 66_000)).to.deep.equal([
      'A timer (1.0 s, 0.5 s) reaches what retains Row, and did not release it within 66.0 s. What it releases later is reported as a leak.',
    ]);
  });

  it('says nothing of timers that iterations leave behind, or of none', () => {
    expect(sweptTooLate([growing('Row', 1000, 97)], pace, 0)).to.deep.equal([]);
    expect(sweptTooLate([], pace, 0)).to.deep.equal([]);
  });
});
