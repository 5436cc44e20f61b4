import { expect } from 'chai';
import { outlastedTimers, releasedByTimers } from '../../harness/check/run/timer-remarks.js';

describe('releasedByTimers()', () => {
  it('names each class once that grew until timers released it, and the time that took', () => {
    expect(releasedByTimers(['Page', 'Page', 'Entry'], ['Entry'], 1099, false)).to.deep.equal([
      'Page grew, but timers of the scenario released it within 1.1 s, while it was idle.',
    ]);
    expect(releasedByTimers(['Page', 'Entry'], [], 54_900, true)).to.deep.equal([
      'Page, Entry grew, but timers of the scenario released it within 54.9 s, while the scenario kept running.',
    ]);
  });

  it('is empty if all classes still grow, or if released objects have no class name of their own', () => {
    expect(releasedByTimers(['Page'], ['Page'], 1000, false)).to.deep.equal([]);
    expect(releasedByTimers(['', 'system / Context'], [], 1000, false)).to.deep.equal([]);
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
