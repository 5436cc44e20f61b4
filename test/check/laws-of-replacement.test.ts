import { expect } from 'chai';
import { judgeNumbers, mayBeReplaced, turnoverOf } from '../../harness/check/judge/turnover.js';
import { checkCourse } from '../support/courses/check-course.js';
import {
  type Course,
  decimated,
  fixedTable,
  each,
  randomEviction,
  reservoir,
  sawtooth,
} from '../support/courses/courses.js';
import { Random } from '../support/courses/random.js';

const held = (...courses: Course[]) =>
  courses.map((course, at) => ({ className: 'Session', holder: `h${at}`, course }));
const SEEDS = [1, 2, 3, 4, 5, 6];

describe('a structure of constant size whose members are from the whole run', () => {
  for (const make of [reservoir, decimated, randomEviction, fixedTable]) {
    it(`is no leak: ${make.name}`, async () => {
      for (const seed of SEEDS) {
        const course = make(new Random(seed));
        for (const iterationMs of [0.05, 8]) {
          const { verdict, iterations } = await checkCourse({ holders: held(course), iterationMs });
          // Too large for the run, it cannot be told from a leak.
          if (course.truth(iterations) === 'clean')
            expect(verdict, `${course.name}, ${iterationMs} ms`).to.equal('clean');
        }
      }
    });
  }

  it('does not hide a leak of its class under another holder', async () => {
    for (const seed of SEEDS) {
      const random = new Random(seed);
      for (const other of [reservoir(random), decimated(random), sawtooth(random), fixedTable(random)])
        for (const iterationMs of [0.02, 0.2, 8]) {
          const { verdict } = await checkCourse({ holders: held(each, other), iterationMs });
          expect(verdict, `${other.name}, ${iterationMs} ms`).to.equal('leak');
        }
    }
  });

  it('does not hide what is left behind among its members', async () => {
    const evicting = randomEviction(new Random(3));
    const course: Course = {
      name: 'every other one stays',
      born: (at) => (at % 2 === 0 ? [Infinity] : evicting.born(at)),
      truth: () => 'leak',
    };
    const { verdict } = await checkCourse({ holders: held(course) });
    expect(verdict).to.equal('leak');
  });
});

describe('turnoverOf()', () => {
  it('counts what was allocated in a stretch, and what earlier cycles lost in it', () => {
    const seen = { survivors: [[], [10], [7, 20], [5, 18, 30]], older: [9, 9, 6, 7] };
    expect(turnoverOf(seen, 0, 1)).to.deep.equal({ born: 10, died: 0, olderDied: 0 });
    expect(turnoverOf(seen, 1, 3)).to.deep.equal({ born: 48, died: 5, olderDied: 2 });
    expect(turnoverOf(seen, 2, 3)).to.deep.equal({ born: 30, died: 4, olderDied: 0 });
  });
});

describe('mayBeReplaced()', () => {
  it('compares what has gone with what was added, unless that is next to nothing', () => {
    const stretch = (added: number, died: number, olderDied = 0) => ({
      turnover: { born: added, died, olderDied },
      added,
    });
    expect(mayBeReplaced([stretch(40, 11)])).to.equal(true);
    expect(mayBeReplaced([stretch(40, 10)])).to.equal(false);
    expect(mayBeReplaced([stretch(2, 10)])).to.equal(false);
    // Older ones that go in the first stretch only are left behind by the start of the program.
    expect(mayBeReplaced([stretch(40, 0, 40), stretch(40, 0)])).to.equal(false);
    expect(mayBeReplaced([stretch(40, 0, 40), stretch(40, 0, 11), stretch(2, 0)])).to.equal(true);
  });
});

describe('judgeNumbers()', () => {
  const stretches = (...growth: number[]) => growth.map((survivors) => ({ iterations: 800, survivors }));
  it('judges by the net growth as a share of what was added', () => {
    expect(judgeNumbers(stretches(40, 40, 40), 120, 50)).to.equal('grows');
    expect(judgeNumbers(stretches(1, -2, 1), 120, 50)).to.equal('does not grow');
    // More than one in a hundred iterations is left behind.
    expect(judgeNumbers(stretches(40, 40, 40), 900, 50)).to.equal('open');
    expect(judgeNumbers(stretches(40, 40, 40), 400, 50)).to.equal('grows');
    expect(judgeNumbers(stretches(110, 5, 5), 400, 50)).to.equal('open');
    expect(judgeNumbers(stretches(1, 1, 0), 2, 50)).to.equal('open');
  });
});
