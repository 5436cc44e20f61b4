import { expect } from 'chai';
import { entriesPerIteration } from '../../harness/check/judge/collection-finding.js';
import { growStraight, judgeSteps, type StepSize } from '../../harness/check/judge/step-rule.js';

const sizes = (...pairs: [iterations: number, size: number][]): StepSize[] =>
  pairs.map(([iterations, size]) => ({ iterations, size }));

describe('judgeSteps', () => {
  it('reports growth if each doubling of the iterations added, after caches are full', () => {
    expect(judgeSteps(sizes([97, 1000], [388, 4000], [2700, 22_000], [8000, 80_000]), 2)).to.equal('grows');
  });

  it('reports growth even if one stretch added nothing, because the last step was large', () => {
    const bytes = sizes([97, 30e6], [388, 36e6], [5000, 130e6], [10_800, 230e6], [11_197, 230e6]);
    expect(judgeSteps(bytes, 64)).to.equal('grows');
  });

  it('is open before the iteration at which caches are full', () => {
    expect(judgeSteps(sizes([40, 400], [97, 1000], [194, 2000], [388, 4000]), 2)).to.equal('open');
  });

  it('is open after a single step, however late that is', () => {
    const bytes = sizes([97, 10_000], [2406, 10_000], [5000, 10_000], [12_413, 80_000], [13_222, 80_000]);
    expect(judgeSteps(bytes, 2)).to.equal('open');
  });

  it('reports no growth of a store that has filled up, or that grew by a few bytes', () => {
    expect(judgeSteps(sizes([97, 1000], [388, 4000], [2700, 16_000], [8000, 16_000]), 2)).to.equal(
      'does not grow',
    );
    expect(judgeSteps(sizes([97, 200], [388, 300], [2700, 500], [8000, 1000]), 2)).to.equal('does not grow');
  });

  it('reports no growth if the first half of the run added everything', () => {
    const bytes = sizes([97, 30e6], [388, 30e6], [2700, 96e6], [5000, 130e6], [11_000, 130e6]);
    expect(judgeSteps(bytes, 64)).to.equal('does not grow');
  });
});

describe('growStraight', () => {
  it('is true if each of many stretches added its share', () => {
    const line = sizes([53, 0], [106, 5300], [159, 10_600], [212, 15_900], [812, 75_900], [918, 86_500]);
    expect(growStraight(line, 64)).to.equal(true);
  });

  it('is false if one stretch added nothing, if stretches are few, or if bytes are few', () => {
    const steps = sizes([53, 0], [106, 5300], [159, 5300], [212, 15_900], [812, 75_900], [918, 86_500]);
    expect(growStraight(steps, 64)).to.equal(false);
    expect(growStraight(sizes([53, 0], [106, 5300], [159, 10_600]), 64)).to.equal(false);
    const few = sizes([53, 0], [106, 5], [159, 10], [212, 15], [812, 75], [918, 86]);
    expect(growStraight(few, 64)).to.equal(false);
  });
});

describe('entriesPerIteration()', () => {
  /** A store that grows by half when it is full, as V8's arrays do. */
  const store = (entries: number): number => {
    let room = 16;
    while (room < entries) room += Math.floor(room / 2) + 16;
    return 8 * room;
  };

  it('is more precise than the last look alone, because a store has spare capacity', () => {
    const looks = [97, 2406, 12_413, 13_222, 33_236, 34_045];
    const stores = looks.map((iterations) => ({ iterations, size: store(iterations) }));
    expect(entriesPerIteration(stores, 8)).to.be.within(0.95, 1.25);
  });

  it('is 0 for a store that does not grow, and for a single look', () => {
    expect(
      entriesPerIteration(
        [97, 2406].map((iterations) => ({ iterations, size: 800 })),
        8,
      ),
    ).to.equal(0);
    expect(entriesPerIteration([{ iterations: 97, size: 800 }], 8)).to.equal(0);
  });
});
