import { expect } from 'chai';
import { checkCourse } from '../support/courses/check-course.js';
import { type Course, each, upTo } from '../support/courses/courses.js';

const ITERATION_MS = [0.05, 0.5, 2, 10];

/** Checks a pool of isolates, each with the same code. */
async function verdictOf(course: Course, count: number, iterationMs: number): Promise<string> {
  const holders = Array.from({ length: count }, (_, at) => ({
    className: 'Session',
    holder: `sessions#${at}`,
    course,
  }));
  return (await checkCourse({ holders, isTakenInTurn: true, iterationMs })).verdict;
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

  it('is inconclusive if the run is too short to use an isolate again', async () => {
    for (const bound of [1500, Infinity])
      expect(await verdictOf(upTo(bound), 4, 30), `a cache of ${bound}`).to.equal('inconclusive');
  });
});
