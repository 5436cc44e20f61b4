import { expect } from 'chai';
import { entriesPerIteration } from '../../harness/check/judge/collection-finding.js';
import { growStraight, judgeSteps, type StepSize } from '../../harness/check/judge/step-rule.js';

const sizes = (...pairs: [iterations: number, bytes: number][]): StepSize[] =>
  pairs.map(([iterations, bytes]) => ({ iterations, bytes }));

describe('judgeSteps', () => {
  it('calls it growth when each doubling of the iterations added, beyond the point where caches are full', () => {
    expect(judgeSteps(sizes([97, 1000], [388, 4000], [2700, 22_000], [8000, 80_000]), 2)).to.equal('grows');
  });

  it('calls it growth where one stretch added nothing, for the last step was large', () => {
    const bytes = sizes([97, 30e6], [388, 36e6], [5000, 130e6], [10_800, 230e6], [11_197, 230e6]);
    expect(judgeSteps(bytes, 64)).to.equal('grows');
  });

  it('leaves it open before that point', () => {
    expect(judgeSteps(sizes([97, 1000], [194, 2000], [388, 4000]), 2)).to.equal('open');
  });

  it('calls it no growth when it has filled up, or by a few bytes only', () => {
    expect(judgeSteps(sizes([97, 1000], [388, 4000], [2700, 16_000], [8000, 16_000]), 2)).to.equal(
      'does not grow',
    );
    expect(judgeSteps(sizes([97, 200], [388, 300], [2700, 500], [8000, 1000]), 2)).to.equal('does not grow');
  });

  it('calls it no growth when the first half of the run added all', () => {
    const bytes = sizes([97, 30e6], [388, 30e6], [2700, 96e6], [5000, 130e6], [11_000, 130e6]);
    expect(judgeSteps(bytes, 64)).to.equal('does not grow');
  });
});

describe('growStraight', () => {
  it('sees that each of many stretches added its share', () => {
    const line = sizes([53, 0], [106, 5300], [159, 10_600], [212, 15_900], [812, 75_900], [918, 86_500]);
    expect(growStraight(line, 64)).to.equal(true);
  });

  it('sees no line where one stretch added nothing, in few stretches, or in few bytes', () => {
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

  it('is nearer than what the last look alone tells, for a store has room to spare', () => {
    const looks = [97, 2406, 12_413, 13_222, 33_236, 34_045];
    const stores = looks.map((iterations) => ({ iterations, bytes: store(iterations) }));
    expect(entriesPerIteration(stores)).to.be.within(0.95, 1.25);
  });

  it('is none of what does not grow, and of a single look', () => {
    expect(entriesPerIteration([97, 2406].map((iterations) => ({ iterations, bytes: 800 })))).to.equal(0);
    expect(entriesPerIteration([{ iterations: 97, bytes: 800 }])).to.equal(0);
  });
});
