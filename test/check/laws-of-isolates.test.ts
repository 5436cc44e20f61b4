import { expect } from 'chai';
import { checkCourse } from '../support/courses/check-course.js';
import {
  cache,
  type Course,
  decimated,
  each,
  fixedTable,
  leakingCourse,
  randomEviction,
  reservoir,
  ring,
  sawtooth,
  seriesOf,
  upTo,
} from '../support/courses/courses.js';
import { Random } from '../support/courses/random.js';

const SEED = Number(process.env['JUDGEMENT_SEED'] ?? Math.floor(Math.random() * 2 ** 32));
/** Seeds with which a healthy pool was a leak, when fewer snapshots were taken of a class with rare objects. */
const FORMER_FAULTS = [5, 786_201_449];
/** Number of pools of each kind. */
const POOLS = 150;
const HEALTHY = [cache, ring, sawtooth, reservoir, decimated, randomEviction, fixedTable] as const;

const ITERATION_MS = [0.05, 0.5, 2, 10];

/** How isolates with the same code retain what is of one class: in the same way, or each in another one. */
const SAME_WAY = (isolate: number): string => `sessions#${isolate}`;
const OTHER_WAYS = (isolate: number): string => `sessions of ${isolate}`;

const newest = (size: number): Course => ({
  name: `the newest ${size}`,
  born: (at) => [at + size],
  truth: () => 'clean',
});
const regularlyDropped = (size: number): Course => ({
  name: `all dropped after ${size}`,
  born: (at) => [(Math.floor(at / size) + 1) * size],
  truth: () => 'clean',
});

interface Pool {
  readonly count: number;
  readonly iterationMs: number;
  readonly way?: (isolate: number) => string;
}

/** Checks a pool of isolates, each with the same code. */
async function judged(courses: readonly Course[], { count, iterationMs, way = SAME_WAY }: Pool) {
  const holders = Array.from({ length: count }, (_, isolate) =>
    courses.map((course, at) => ({
      className: 'Session',
      holder: `${at} ${way(isolate)}`,
      course,
      isolate,
    })),
  ).flat();
  return checkCourse({ holders, isTakenInTurn: true, iterationMs });
}

async function verdictOf(course: Course, count: number, iterationMs: number): Promise<string> {
  return (await judged([course], { count, iterationMs })).verdict;
}

describe('a pool whose isolates get all tasks in turn, one of them from snapshot to snapshot', () => {
  for (const count of [2, 3]) {
    it(`leaks if each of ${count} isolates leaks, although none of them grows in each stretch`, async () => {
      for (const iterationMs of ITERATION_MS)
        expect(await verdictOf(each, count, iterationMs), `${iterationMs} ms`).to.equal('leak');
    });

    it(`is clean if each of ${count} isolates has a cache with a limit`, async () => {
      for (const bound of [100, 500, 1000])
        for (const iterationMs of ITERATION_MS) {
          const verdict = await verdictOf(upTo(bound), count, iterationMs);
          expect(verdict, `a cache of ${bound}, ${iterationMs} ms`).to.equal('clean');
        }
    });
  }

  it('leaks if it is a queue whose consumer is too slow, of one isolate', async () => {
    for (const left of [0.1, 0.5, 0.9])
      for (const iterationMs of ITERATION_MS) {
        const queue: Course = {
          name: `grows by ${left} in each iteration`,
          born: (at) => [Math.ceil((at + 1) / (1 - left))],
          truth: () => 'leak',
        };
        expect(await verdictOf(queue, 1, iterationMs), `${queue.name}, ${iterationMs} ms`).to.equal('leak');
      }
  });

  it('is clean if each isolate keeps the newest, although some cycles leave nothing of it', async () => {
    for (const { count, size, iterationMs } of [
      { count: 4, size: 1526, iterationMs: 0.05 },
      { count: 2, size: 1216, iterationMs: 2 },
      { count: 2, size: 2643, iterationMs: 2 },
    ])
      expect(await verdictOf(newest(size), count, iterationMs), `${count}, ${size}`).to.equal('clean');
  });

  it('is not a leak if each isolate was used once, and releases all regularly', async () => {
    expect(await verdictOf(regularlyDropped(43), 3, 0.05)).to.not.equal('leak');
  });

  it('is not a leak if each of 2 isolates has a short series that is thinned out', async () => {
    for (const size of [14, 16, 18, 20])
      expect(await verdictOf(seriesOf(size), 2, 0.5), `a series of ${size}`).to.not.equal('leak');
  });

  it('is inconclusive if the run is too short to use an isolate again', async () => {
    for (const bound of [1500, Infinity])
      expect(await verdictOf(upTo(bound), 4, 30), `a cache of ${bound}`).to.equal('inconclusive');
  });
});

describe('a pool whose isolates get all tasks in turn, and retain the same class in different ways', () => {
  for (const count of [2, 3]) {
    it(`leaks if each of ${count} isolates leaks`, async () => {
      for (const iterationMs of ITERATION_MS) {
        const { verdict, findings } = await judged([each], { count, iterationMs, way: OTHER_WAYS });
        expect(verdict, `${iterationMs} ms`).to.equal('leak');
        expect(findings.map(({ isolates }) => isolates?.names.length)).to.deep.equal([count]);
      }
    });

    it(`is clean if each of ${count} isolates has a cache with a limit`, async () => {
      for (const bound of [1, 10, 100, 500, 1000])
        for (const iterationMs of ITERATION_MS) {
          const { verdict } = await judged([upTo(bound)], { count, iterationMs, way: OTHER_WAYS });
          expect(verdict, `a cache of ${bound}, ${iterationMs} ms`).to.equal('clean');
        }
    });
  }

  it('is clean if each isolate keeps the newest, or drops all regularly', async () => {
    for (const count of [2, 3])
      for (const size of [10, 100, 250])
        for (const healthy of [newest(size), regularlyDropped(size)]) {
          const { verdict } = await judged([healthy], { count, iterationMs: 0.5, way: OTHER_WAYS });
          expect(verdict, `${count} isolates, ${healthy.name}`).to.equal('clean');
        }
  });

  it('is not a leak if what fills it slows down, although it is not full', async () => {
    for (const bound of [4300, 4500, 4700]) {
      const { verdict } = await judged([upTo(bound)], { count: 2, iterationMs: 0.05, way: OTHER_WAYS });
      expect(verdict, `a cache of ${bound}`).to.not.equal('leak');
    }
  });

  it('is not a leak if each of 3 isolates has a series that is thinned out', async () => {
    for (let seed = 0; seed < 40; seed++) {
      const series = decimated(new Random(seed));
      const { verdict } = await judged([series], { count: 3, iterationMs: 0.5, way: OTHER_WAYS });
      expect(verdict, series.name).to.not.equal('leak');
    }
  });
});

for (const seed of [...FORMER_FAULTS, SEED])
  describe(`pools of isolates used in turn, at random (JUDGEMENT_SEED=${seed}, ${POOLS} of each)`, () => {
    const random = new Random(seed);
    const anyPool = (): Required<Pool> => ({
      count: random.pick([2, 2, 3, 4]),
      iterationMs: random.pick([0.05, 0.5, 2]),
      way: random.pick([SAME_WAY, OTHER_WAYS]),
    });

    it('are never a leak if what each isolate retains has a limit', async () => {
      for (let at = 0; at < POOLS; at++) {
        const pool = anyPool();
        const courses = Array.from({ length: random.pick([1, 1, 2]) }, () => random.pick(HEALTHY)(random));
        const { verdict, fewest } = await judged(courses, pool);
        // A limit that an isolate has not reached cannot be told from a leak.
        if (courses.some((course) => course.truth(fewest) !== 'clean')) continue;
        expect(verdict, told(courses, pool)).to.not.equal('leak');
      }
    });

    it('are clean by chance at most if each isolate leaks', async () => {
      const missed: string[] = [];
      for (let at = 0; at < POOLS; at++) {
        const pool = anyPool();
        const courses = [leakingCourse(random)];
        if ((await judged(courses, pool)).verdict === 'clean') missed.push(told(courses, pool));
      }
      // A leak of one object in 50 iterations is missed in about one of a thousand runs.
      expect(missed).to.have.length.at.most(2);
    });
  });

function told(courses: readonly Course[], { count, iterationMs, way }: Required<Pool>): string {
  return `${count} isolates, ${way(1)}, ${iterationMs} ms: ${courses.map(({ name }) => name).join(', ')}`;
}
