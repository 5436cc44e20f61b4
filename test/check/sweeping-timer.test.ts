import { expect } from 'chai';
import { checkLeaks } from '../../harness/check/index.js';

describe('a table of numbers that one timer empties', () => {
  const scenario = new URL('../support/scenarios/healthy.js', import.meta.url);

  for (const [variant, leastMs, how] of [
    [
      'a table of numbers that one timer of 6 s empties',
      6000,
      'the timer reaches the table, so the check waits for it',
    ],
    [
      'a table of numbers that an interval of 6 s empties at every second run',
      0,
      'the check waits for a second run if the first one did not release what was too young',
    ],
  ] as const)
    it(`is not reported: ${how}`, async () => {
      const result = await checkLeaks(scenario, { variant });
      expect(result.findings.map(({ className }) => className)).to.deep.equal([]);
      expect(result.verdict).to.equal('clean');
      expect(result.evidence.quietMs).to.be.above(leastMs);
      // One confirmation was enough.
      expect(result.evidence.cycles).to.have.length.at.most(5);
    }).timeout(120_000);
});
