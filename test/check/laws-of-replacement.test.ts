import { expect } from 'chai';
import {
  judgeNumbers,
  judgeTurningNumbers,
  mayBeReplaced,
  turnoverOf,
} from '../../harness/check/judge/turnover.js';
import { checkCourse } from '../support/courses/check-course.js';
import {
  type Course,
  decimated,
  doublingRing,
  each,
  fixedTable,
  randomEviction,
  reservoir,
  ring,
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

describe('a structure whose members are all new, and whose size grows in steps', () => {
  const PHASES = [0, 1000, 2000, 3500, 5000, 7000];

  it('is a leak, wherever the looks are between two steps', async () => {
    for (const phase of PHASES)
      for (const iterationMs of [0.02, 0.2]) {
        const course: Course = {
          ...doublingRing,
          born: (at) => doublingRing.born(at + phase).map((dies) => dies - phase),
        };
        const { verdict } = await checkCourse({ holders: held(course), iterationMs });
        expect(verdict, `${phase} iterations later, ${iterationMs} ms`).to.equal('leak');
      }
  });

  it('is clean if it is full before the end of a run, however late', async () => {
    for (const size of [800, 2000, 4000, 7000, 9000])
      for (const iterationMs of [0.02, 0.1]) {
        const course: Course = { ...ring(new Random(1)), born: (at) => [at + size] };
        const { verdict } = await checkCourse({ holders: held(course), iterationMs });
        expect(verdict, `${size}, ${iterationMs} ms`).to.equal('clean');
      }
  });
});

describe('judgeTurningNumbers()', () => {
  const cycles = (...counts: number[]) =>
    counts.map((count, at) => ({
      iterations: [2309, 10_007, 809, 20_014, 809][at] ?? 0,
      survivors: count - (counts[at - 1] ?? 0),
    }));
  /** Numbers of a class all of whose members are of the last cycle. */
  const turning = (...counts: number[]) => ({
    survivors: [[], ...counts.map((count, at) => [...Array<number>(at).fill(0), count])],
    older: [0, ...counts.map(() => 0)],
  });

  it('grows if the number did in each of two doublings of the iterations', () => {
    const [few, more] = [
      [4096, 16_384, 16_384],
      [4096, 16_384, 16_384, 32_768, 32_768],
    ] as const;
    expect(judgeTurningNumbers(turning(...few), cycles(...few), 50)).to.equal('open');
    expect(judgeTurningNumbers(turning(...more), cycles(...more), 50)).to.equal('grows');
  });

  it('does not grow if the number stayed, shrank meanwhile, or is of objects that stay', () => {
    const full = [4096, 10_000, 10_000, 10_000, 10_000];
    expect(judgeTurningNumbers(turning(...full), cycles(...full), 50)).to.equal('does not grow');
    const shrinking = [4096, 16_384, 12_000, 32_768, 32_768];
    expect(judgeTurningNumbers(turning(...shrinking), cycles(...shrinking), 50)).to.equal('does not grow');
    const counts = [4096, 16_384, 16_384];
    // A tooth of 8,200 at its end, and another time at its beginning.
    const swept = [2309, 4116, 4925, 8143, 8150];
    expect(judgeTurningNumbers(turning(...swept), cycles(...swept), 50)).to.equal('does not grow');
    expect(
      judgeTurningNumbers(
        turning(1000, 4096),
        cycles(1000, 4096).map((one) => ({ ...one, iterations: 2500 })),
        50,
      ),
    ).to.equal('does not grow');
    const staying = { survivors: [[], [4096], [4096, 12_288], [4096, 12_288, 0]], older: [0, 0, 0, 0] };
    expect(judgeTurningNumbers(staying, cycles(...counts), 50)).to.equal('does not grow');
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

describe('a number that goes up and down', () => {
  it('does not grow, although a few looks may each find a little more by chance', async () => {
    // Looks after 2,406, 12,413, 13,222, 33,236 and 34,045 iterations find ever more of 396.
    for (let size = 390; size <= 402; size++) {
      const course: Course = {
        name: `a sawtooth of ${size}`,
        born: (at) => [(Math.floor(at / size) + 1) * size],
        truth: () => 'clean',
      };
      const holders = [{ className: 'Session', holder: 'here', course }];
      const { verdict } = await checkCourse({ holders, iterationMs: 0.02 });
      expect(verdict, course.name).to.equal('clean');
    }
  });
});
