import { expect } from 'chai';
import { checkCourse } from '../support/courses/check-course.js';
import {
  anyCourse,
  type Course,
  healthyCourse,
  leakingCourse,
  type Truth,
} from '../support/courses/courses.js';
import type { FakeHolder } from '../support/courses/fake-scenario.js';
import { Random } from '../support/courses/random.js';

/** Of the courses whose outcome is chance, and of the others that are left undecided. */
const MOST_WRONG = 0.005;
const RUNS = Number(process.env['JUDGEMENT_RUNS'] ?? 3400);
const SEED = Number(process.env['JUDGEMENT_SEED'] ?? Date.now() % 2 ** 31);

/** What is true of several courses at once: one that leaks decides, one that cannot be told leaves it open. */
function truthOf(courses: readonly Course[], iterations: number): Truth | null {
  const truths = courses.map((course) => course.truth(iterations));
  if (truths.includes('leak')) return 'leak';
  return truths.includes(null) ? null : 'clean';
}

interface Outcome {
  readonly text: string;
  readonly isRandom: boolean;
  readonly truth: Truth | null;
  readonly verdict: string;
}

/** Runs so many cases made from seeds. Courses without chance never get a false verdict; of the others, a few may. */
async function expectRight(make: (random: Random) => Promise<Outcome>): Promise<void> {
  const outcomes: Outcome[] = [];
  for (let run = 0; run < RUNS; run++) outcomes.push(await make(new Random(SEED + run)));
  const told = outcomes.filter(({ truth }) => truth !== null);
  const wrong = told.filter(({ truth, verdict }) => verdict !== truth);
  const byFormula = wrong.filter(({ isRandom, verdict }) => !isRandom && verdict !== 'inconclusive');
  expect(byFormula.length, textsOf(byFormula)).to.equal(0);
  for (const kind of [true, false]) {
    const [all, some] = [told, wrong].map((list) => list.filter(({ isRandom }) => isRandom === kind));
    expect(some?.length, textsOf(some ?? [])).to.be.at.most((all?.length ?? 0) * MOST_WRONG);
  }
}

function textsOf(wrong: readonly Outcome[]): string {
  return wrong
    .slice(0, 20)
    .map(({ text, truth, verdict }) => `${verdict} instead of ${truth}: ${text}`)
    .join('\n');
}

const iterationMsOf = (random: Random): number => random.pick([0.02, 0.02, 0.2, 2, 8, 30]);

describe(`the judgement of courses of growth (JUDGEMENT_SEED=${SEED}, ${RUNS} of each)`, () => {
  it('is correct for one course of allocations under one holder', async function () {
    this.timeout(240_000);
    await expectRight(async (random) => {
      const course = anyCourse(random);
      const iterationMs = iterationMsOf(random);
      const holders: FakeHolder[] = [{ className: 'Session', holder: 'sessions', course }];
      const { verdict, iterations } = await checkCourse({ holders, iterationMs });
      return {
        text: `${course.name}, ${iterationMs} ms`,
        isRandom: course.isRandom === true,
        truth: course.truth(iterations),
        verdict,
      };
    });
  });

  it('is correct for two to four courses of one class under several holders', async function () {
    this.timeout(240_000);
    await expectRight(async (random) => {
      const courses = Array.from({ length: 1 + random.upTo(3) }, () =>
        random.chance(0.25) ? leakingCourse(random) : healthyCourse(random),
      );
      const iterationMs = iterationMsOf(random);
      const holders = courses.map((course, at): FakeHolder => ({
        className: 'Session',
        holder: `h${at}`,
        course,
      }));
      const { verdict, iterations } = await checkCourse({ holders, iterationMs });
      const text = `${courses.map(({ name }) => name).join(' + ')}, ${iterationMs} ms`;
      // How several courses meet is chance.
      const isRandom = courses.length > 1 || courses[0]?.isRandom === true;
      return { text, isRandom, truth: truthOf(courses, iterations), verdict };
    });
  });

  it('is the same if another growing class is allowed, ignored or known', async function () {
    this.timeout(240_000);
    await expectRight(async (random) => {
      const course = random.chance(0.3) ? leakingCourse(random) : healthyCourse(random);
      const excused = leakingCourse(random);
      const iterationMs = iterationMsOf(random);
      const reason = 'expected here';
      const fingerprint = '0123456789abcdef';
      const way = random.pick([
        { allowGrowth: ['Excused'] },
        { ignore: [{ className: 'Excused', reason }] },
        { ignore: [{ fingerprint, reason }] },
        { knownLeaks: [{ fingerprint, reason, expires: '2026-12-31' }] },
      ]);
      const holders: FakeHolder[] = [
        { className: 'Session', holder: 'here', course },
        { className: 'Excused', holder: fingerprint, course: excused },
      ];
      const { verdict, iterations } = await checkCourse({ holders, iterationMs }, way);
      const text = `${course.name}, beside ${excused.name} (${Object.keys(way).join()}), ${iterationMs} ms`;
      const isRandom = course.isRandom === true || excused.isRandom === true;
      return { text, isRandom, truth: course.truth(iterations), verdict };
    });
  });
});
