import { expect } from 'chai';
import { check, reasonOf } from '../support/check-scenario.js';

describe('checkLeaks, of a table that was full before the run', () => {
  for (const variant of ['values', 'cells', 'entries', 'values in a worker']) {
    it(`reports ${variant} that are replaced as clean`, async () => {
      expect(reasonOf(await check('full-table', { variant }))).to.equal('clean');
    });
  }

  for (const [variant, holder] of [
    ['values beside a log', 'log'],
    ['values of a pool that is used up', 'used'],
  ] as const) {
    it(`finds what piles up beside ${variant}`, async () => {
      const result = await check('full-table', { variant });
      expect(reasonOf(result)).to.equal('leak');
      expect(result.findings[0]).to.include({ className: 'Value', within: null });
      expect(result.findings[0]?.path.map((step) => JSON.stringify(step)).join()).to.include(holder);
    });
  }
});
