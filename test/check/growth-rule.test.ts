import { expect } from 'chai';
import { firstImpression, judgeGrowth, mayGrowStill } from '../../harness/check/judge/growth-rule.js';
import type { Cohort } from '../../harness/check/judge/growth-rule.js';

const cohorts = (...pairs: [iterations: number, survivors: number][]): Cohort[] =>
  pairs.map(([iterations, survivors]) => ({ iterations, survivors }));

describe('judgeGrowth', () => {
  const cases: { title: string; stretches: Cohort[]; is: ReturnType<typeof judgeGrowth> }[] = [
    {
      title: 'survivors of every stretch in proportion grow',
      stretches: cohorts([291, 291], [2309, 2309], [466, 466]),
      is: 'grows',
    },
    {
      title: 'one in 50 grows, though no stretch has the exact share',
      stretches: cohorts([291, 6], [2309, 46], [466, 10]),
      is: 'grows',
    },
    {
      title: 'what has filled up does not grow: the last stretch has none',
      stretches: cohorts([291, 291], [2309, 1709], [466, 0]),
      is: 'does not grow',
    },
    {
      title: 'what fills up in the middle and trickles on does not grow',
      stretches: cohorts([291, 291], [2309, 1709], [466, 3]),
      is: 'does not grow',
    },
    {
      title: 'what is swept does not grow: the first stretch has none left',
      stretches: cohorts([291, 0], [2309, 400], [466, 466]),
      is: 'does not grow',
    },
    {
      title: 'what is replaced does not grow: hardly any of the first stretch are left',
      stretches: cohorts([291, 1], [2309, 1], [466, 300]),
      is: 'does not grow',
    },
    {
      title: 'an object per look, whatever the iterations, does not grow',
      stretches: cohorts([291, 3], [2309, 1], [466, 2]),
      is: 'does not grow',
    },
    {
      title: 'late initialisation and a stray object at the end are no leak of one in a thousand iterations',
      stretches: cohorts([291, 7], [10_007, 5], [802, 1]),
      is: 'open',
    },
    {
      title: 'a few objects that are replaced now and then are no leak of one in a thousand iterations',
      stretches: cohorts([291, 1], [4852, 2], [766, 3]),
      is: 'open',
    },
    {
      title: 'nor are they with one more in the middle: most of their rate is that of the last stretch',
      stretches: cohorts([291, 1], [4852, 3], [766, 3]),
      is: 'open',
    },
    {
      title: 'one in 200 grows where the last stretch is long enough to see it go on',
      stretches: cohorts([291, 2], [10_007, 50], [802, 4]),
      is: 'grows',
    },
    {
      title: 'a single stretch proves nothing, however much survives of it',
      stretches: cohorts([97, 97]),
      is: 'open',
    },
    {
      title: 'no survivors of a stretch that should have had two are chance',
      stretches: cohorts([159, 3], [601, 12], [106, 0]),
      is: 'open',
    },
    {
      title: 'one in 50 beside a ring under one holder is open until the ring is old',
      stretches: cohorts([291, 6], [10_007, 2400], [802, 802]),
      is: 'open',
    },
    {
      title: 'one in 40 at random grows, where chance gave two stretches less than half of their share',
      stretches: cohorts([159, 2], [601, 20], [106, 1]),
      is: 'grows',
    },
    {
      title: 'four objects in all are too few to say',
      stretches: cohorts([97, 2], [97, 1], [97, 1]),
      is: 'open',
    },
    {
      title: 'six in a short run may be a leak of one in 50 by chance, although none is from the end',
      stretches: cohorts([291, 3], [300, 3], [142, 0]),
      is: 'open',
    },
    {
      title: 'six in a long run are rarer than one in 50, and have stopped if none is from the end',
      stretches: cohorts([291, 3], [600, 3], [142, 0]),
      is: 'does not grow',
    },
    {
      title: 'a third of the rate at the end is open',
      stretches: cohorts([291, 291], [2309, 2309], [466, 150]),
      is: 'open',
    },
  ];
  for (const { title, stretches, is } of cases) {
    it(title, () => expect(judgeGrowth(stretches, 50)).to.equal(is));
  }
});

describe('firstImpression', () => {
  const of = (...survivors: number[]): ReturnType<typeof firstImpression> =>
    firstImpression(cohorts(...survivors.map((count): [number, number] => [97, count])), 50);

  it('confirms a class that has survivors of two cycles', () => {
    expect(of(2, 0, 1)).to.equal('may grow');
    expect(of(97, 97, 97)).to.equal('may grow');
  });

  it('requests one more cycle if a leak of one per 50 iterations may have left so few by chance', () => {
    expect(of(50, 0, 0)).to.equal('one more cycle');
    expect(of(1, 0, 1)).to.equal('one more cycle');
  });

  it('decides after a single long cycle by what a leak of one per 50 iterations would have left', () => {
    const run = (survivors: number): ReturnType<typeof firstImpression> =>
      firstImpression(cohorts([2309, survivors]), 50);
    expect([46, 26, 2309].map(run)).to.deep.equal(['may grow', 'may grow', 'may grow']);
    expect([25, 1, 0].map(run)).to.deep.equal(['nothing', 'nothing', 'nothing']);
  });

  it('dismisses survivors that all come from one of enough cycles, and classes without survivors', () => {
    expect(of(50, 0, 0, 0)).to.equal('one more cycle');
    expect(of(50, 0, 0, 0, 0, 0)).to.equal('nothing');
    expect(of(0, 0, 0)).to.equal('nothing');
  });
});

describe('mayGrowStill', () => {
  it('keeps a class whose survivors a leak of one per 50 iterations may have left in both stretches', () => {
    expect(mayGrowStill(cohorts([291, 3], [2309, 35]), 50)).to.equal(true);
    expect(mayGrowStill(cohorts([291, 3], [2309, 10]), 50)).to.equal(false);
    expect(mayGrowStill(cohorts([291, 0], [2309, 500]), 50)).to.equal(false);
  });
});
