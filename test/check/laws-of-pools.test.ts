import { expect } from 'chai';
import { checkCourse } from '../support/courses/check-course.js';
import { type Course, each, upTo } from '../support/courses/courses.js';

describe('a cache whose members are partly replaced', () => {
  it('is clean if a long run left nothing between what filled it and what is replaced now', async () => {
    const replaced = (oneIn: number) => {
      const course: Course = {
        name: `500 that stay, and one in ${oneIn} that lives for 3000 iterations`,
        born: (at) => (at < 500 ? [Infinity] : at % oneIn === 0 ? [at + 3000] : []),
        truth: () => 'clean',
      };
      return [{ className: 'Cached', holder: 'cache', course }];
    };
    for (const [oneIn, iterationMs] of [
      [10, 0.05],
      [10, 0.5],
      [5, 0.05],
    ] as const) {
      const { verdict } = await checkCourse({ holders: replaced(oneIn), iterationMs });
      expect(verdict, `${oneIn}, ${iterationMs} ms`).to.equal('clean');
    }
  });
});

describe('a pool that lends what it keeps', () => {
  const lends = { to: 'socket', count: 240 };
  /** Filled first, and then renewed by one in 50 iterations. */
  const pool = (bound: number): Course => ({
    name: `a pool of ${bound}`,
    born: (at) => (at < bound ? [Infinity] : at % 50 === 0 ? [at + 3000] : []),
    truth: () => 'clean',
  });

  it('is clean if it is full, although the members in use are of every age', async () => {
    for (const { bound, count, iterationMs } of [
      { bound: 500, count: 240, iterationMs: 0.05 },
      { bound: 1000, count: 240, iterationMs: 0.05 },
      { bound: 2000, count: 240, iterationMs: 0.05 },
      // What is lent looks like a leak here, as the members of its class as a whole do not.
      { bound: 2000, count: 60, iterationMs: 1 },
      { bound: 1000, count: 60, iterationMs: 5 },
      { bound: 2000, count: 60, iterationMs: 5 },
    ]) {
      const { verdict } = await checkCourse({
        holders: [
          { className: 'Parser', holder: 'pool', course: pool(bound), lends: { to: 'socket', count } },
        ],
        iterationMs,
      });
      expect(verdict, `${count} lent of ${bound}, ${iterationMs} ms an iteration`).to.equal('clean');
    }
  });

  it('is never a leak if it is full, however few iterations the time allows', async () => {
    for (const iterationMs of [0.05, 0.5, 1, 1.5, 2, 5, 10])
      for (const bound of [500, 1000]) {
        const holders = [{ className: 'Parser', holder: 'pool', course: pool(bound), lends }];
        const { verdict } = await checkCourse({ holders, iterationMs });
        expect(verdict, `a pool of ${bound}, ${iterationMs} ms an iteration`).to.not.equal('leak');
      }
  });

  it('leaks if it has no limit', async () => {
    const { verdict } = await checkCourse({
      holders: [{ className: 'Parser', holder: 'pool', course: each, lends }],
    });
    expect(verdict).to.equal('leak');
  });

  it('leaks if one in 50 of its class stays elsewhere, which a few more cycles show', async () => {
    const slow: Course = {
      name: 'one in 50',
      born: (at) => (at % 50 === 0 ? [Infinity] : []),
      truth: () => 'leak',
    };
    const { verdict, findings, iterations } = await checkCourse({
      holders: [
        { className: 'Parser', holder: 'pool', course: upTo(1000), lends },
        { className: 'Parser', holder: 'kept', course: slow },
      ],
    });
    expect(verdict).to.equal('leak');
    expect(findings.map(({ fingerprint }) => fingerprint)).to.deep.equal(['kept']);
    expect(iterations).to.be.below(16_000);
  });
});
