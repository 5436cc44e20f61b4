import { expect } from 'chai';
import { LooksTooCostly, planLooks } from '../../harness/check/run/look-plan.js';
import { thrownBy } from '../support/errors.js';

const DEFAULT = { cycles: 3, cyclesGiven: false };

describe('planLooks()', () => {
  it('takes all looks where one is cheap, even if the time is short', () => {
    const all = { cycles: 3, idleRun: true, lastCycles: 2 };
    expect(planLooks(DEFAULT, 4999, 1)).to.deep.equal(all);
  });

  it('takes no more than the method needs where one is expensive', () => {
    const few = { cycles: 2, idleRun: false, lastCycles: 1 };
    expect(planLooks(DEFAULT, 40_000, 80_000)).to.deep.equal(few);
  });

  it('takes as many cycles as the caller gave, whatever they cost', () => {
    expect(planLooks({ cycles: 4, cyclesGiven: true }, 40_000, 160_000)).to.include({ cycles: 4 });
  });

  it('gives up at once where they would take longer than there is', () => {
    const error = thrownBy(() => planLooks(DEFAULT, 40_000, 79_000));
    expect(error).to.be.instanceOf(LooksTooCostly);
    expect(error)
      .to.have.property('message')
      .that.matches(/takes 40 s, and at least 2 more are needed, but 79 s are left.*timeoutMs/);
  });
});
