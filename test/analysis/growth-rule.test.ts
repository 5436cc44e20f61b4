import { expect } from 'chai';
import { judgeGrowth, mayGrow } from '../../harness/analysis/growth-rule.js';
import type { Cohort } from '../../harness/analysis/growth-rule.js';

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
      title: 'four objects in all are too few to say',
      stretches: cohorts([97, 2], [97, 1], [97, 1]),
      is: 'open',
    },
    {
      title: 'a third of the rate at the end is open',
      stretches: cohorts([291, 291], [2309, 2309], [466, 150]),
      is: 'open',
    },
  ];
  for (const { title, stretches, is } of cases) {
    it(title, () => expect(judgeGrowth(stretches)).to.equal(is));
  }
});

describe('mayGrow', () => {
  it('lets through what has survivors of two cycles, and of one cycle what is the only one', () => {
    expect(mayGrow(cohorts([97, 2], [97, 0], [97, 1]))).to.equal(true);
    expect(mayGrow(cohorts([97, 97]))).to.equal(true);
  });

  it('holds back what has survivors of one cycle, or of two by a single object each', () => {
    expect(mayGrow(cohorts([97, 50], [97, 0], [97, 0]))).to.equal(false);
    expect(mayGrow(cohorts([97, 1], [97, 0], [97, 1]))).to.equal(false);
  });
});
