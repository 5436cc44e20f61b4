import { expect } from 'chai';
import { checkCourse, type JudgedCourse } from '../support/courses/check-course.js';

/** An array that numbers are pushed to, as V8 lets it grow: by half and 16. */
function arrayBytes(numbers: number): number {
  let length = 16;
  while (length < numbers) length += (length >> 1) + 16;
  return 8 * length;
}

function judged(iterationMs: number): Promise<JudgedCourse> {
  return checkCourse({ holders: [], collections: { Array: arrayBytes }, iterationMs });
}

describe('a collection of numbers that grows', () => {
  it('is a leak if iterations are fast enough to follow its growth', async () => {
    const { verdict, findings } = await judged(0.1);
    expect(verdict).to.equal('leak');
    expect(findings.map(({ kind }) => kind)).to.deep.equal(['collection']);
  });

  for (const iterationMs of [10, 12, 30, 100]) {
    it(`is never clean if an iteration takes ${iterationMs} ms, so that few can be run`, async () => {
      const judgement = await judged(iterationMs);
      expect(judgement.verdict).to.not.equal('clean');
      if (judgement.verdict !== 'inconclusive') return;
      expect(judgement.reason.code).to.equal('time-budget');
      expect(judgement.reason.message).to.contain('whether a collection grows (Array:');
    });
  }
});
