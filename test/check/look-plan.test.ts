import { expect } from 'chai';
import { LooksTooCostly, planLooks } from '../../harness/check/run/look-plan.js';
import { thrownBy } from '../support/errors.js';

const DEFAULT = { cycles: 3, cyclesGiven: false, iterationsGiven: false, sensitivity: 50 };
const CHEAP = { done: 97, elapsedMs: 2 };
const SLOW = { done: 97, elapsedMs: 2000 };

describe('planLooks()', () => {
  it('takes all looks if one is cheap, even if the time is short', () => {
    const all = { firstRun: 0, cycles: 3, idleRun: true, lastCycles: 2 };
    expect(planLooks(DEFAULT, SLOW, { lookMs: 4999, remainingMs: 1 })).to.deep.equal(all);
  });

  it('takes no more looks than the method needs if one is expensive', () => {
    const few = { firstRun: 0, cycles: 2, idleRun: false, lastCycles: 1 };
    expect(planLooks(DEFAULT, CHEAP, { lookMs: 40_000, remainingMs: 80_000 })).to.deep.equal(few);
  });

  it('replaces the first cycles by one long run if iterations are cheap', () => {
    const plan = planLooks(DEFAULT, CHEAP, { lookMs: 300, remainingMs: 60_000 });
    expect(plan).to.deep.equal({ firstRun: 2309, cycles: 3, idleRun: true, lastCycles: 1 });
  });

  it('runs the cycles and iterations that the caller gave, and cycles if the warm-up gives no measure', () => {
    const look = { lookMs: 300, remainingMs: 60_000 };
    expect(planLooks({ ...DEFAULT, cyclesGiven: true }, CHEAP, look)).to.include({ firstRun: 0 });
    expect(planLooks({ ...DEFAULT, iterationsGiven: true }, CHEAP, look)).to.include({ firstRun: 0 });
    expect(planLooks(DEFAULT, { done: 0, elapsedMs: 0 }, look)).to.include({ firstRun: 0 });
  });

  it('takes as many cycles as the caller gave, whatever they cost', () => {
    const given = { ...DEFAULT, cycles: 4, cyclesGiven: true };
    expect(planLooks(given, CHEAP, { lookMs: 40_000, remainingMs: 160_000 })).to.include({ cycles: 4 });
  });

  it('gives up at once if the looks would take longer than the remaining time', () => {
    const error = thrownBy(() => planLooks(DEFAULT, CHEAP, { lookMs: 40_000, remainingMs: 79_000 }));
    expect(error).to.be.instanceOf(LooksTooCostly);
    expect(error)
      .to.have.property('message')
      .that.matches(/takes 40 s, and at least 2 more are needed, but only 79 s are left.*timeoutMs/);
  });
});
