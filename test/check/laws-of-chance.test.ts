import { expect } from 'chai';
import { checkCourse } from '../support/courses/check-course.js';
import { atRandomIn, seriesOf } from '../support/courses/courses.js';
import { Random } from '../support/courses/random.js';

const SEED = Number(process.env['JUDGEMENT_SEED'] ?? Math.floor(Math.random() * 2 ** 32));
const RUNS = 1000;

/** Returns how many checks of a leak of one object in 50 iterations, at random, are clean. */
async function missed(iterationMs: number, sensitivity?: number): Promise<number> {
  const random = new Random(SEED + iterationMs * 1000);
  let count = 0;
  for (let run = 0; run < RUNS; run++) {
    const holders = [{ className: 'Session', holder: 'sessions', course: atRandomIn(50, random) }];
    const options = sensitivity === undefined ? {} : { sensitivity };
    const { verdict } = await checkCourse({ holders, iterationMs }, options);
    if (verdict === 'clean') count += 1;
  }
  return count;
}

describe(`a leak of one object in 50 iterations, at random (JUDGEMENT_SEED=${SEED}, ${RUNS} runs each)`, () => {
  for (const iterationMs of [0.5, 8, 30, 40])
    it(`is clean by chance at most if an iteration takes ${iterationMs} ms`, async () => {
      // Two to three of a thousand: a number above 12 has a probability of less than one in 30,000.
      expect(await missed(iterationMs)).to.be.at.most(12);
    });

  it('is hardly ever clean if a leak of one in 100 is to be detected', async () => {
    expect(await missed(30, 100)).to.be.at.most(1);
  });
});

describe('a clean verdict after few iterations', () => {
  const clean = async (iterationMs: number, options = {}) => {
    const judged = await checkCourse({ holders: [], iterationMs }, options);
    if (judged.verdict !== 'clean') throw new Error(judged.verdict);
    return judged.sensitivity;
  };

  it('states the sensitivity that was given if a leak of that rate left something but for chance', async () => {
    for (const iterationMs of [0.05, 5, 50])
      expect(await clean(iterationMs)).to.include({ oneInIterations: 50 });
    expect((await clean(5)).text).to.match(/^1 object per 50 iterations \(a leak of that rate was planted/);
  });

  it('states a higher rate if the number of iterations was given, and is too small for that', async () => {
    const { oneInIterations, text } = await clean(5, { iterations: 53, cycles: 3 });
    // A leak of one in n leaves nothing in 159 iterations with a probability of e^(-159 / n), here 0.002.
    expect(oneInIterations).to.equal(25);
    expect(text).to.match(
      /^1 object per 25 iterations \(a leak of one per 50 was planted and detected in 159/,
    );
  });
});

describe('a series that is thinned out whenever it is full', () => {
  it('is not a leak, however its size and the pace of the run meet', async () => {
    for (const iterationMs of [0.05, 2, 8, 20])
      for (let size = 40; size <= 400; size += 2) {
        const course = seriesOf(size);
        const holders = [{ className: 'Point', holder: 'series', course }];
        const { verdict, iterations } = await checkCourse({ holders, iterationMs });
        if (course.truth(iterations) === 'clean')
          expect(verdict, `${course.name}, ${iterationMs} ms`).to.not.equal('leak');
      }
  });
});
