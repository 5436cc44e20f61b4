import { expect } from 'chai';
import { checkLeaks } from '../../harness/check/index.js';

describe('a table of numbers that one timer empties', () => {
  it('is not reported: the timer reaches the table, so the check waits for it', async () => {
    const scenario = new URL('../support/scenarios/healthy.js', import.meta.url);
    const result = await checkLeaks(scenario, {
      variant: 'a table of numbers that one timer of 6 s empties',
    });
    expect(result.findings.map(({ className }) => className)).to.deep.equal([]);
    expect(result.verdict).to.equal('clean');
    expect(result.evidence.quietMs).to.be.above(6000);
  }).timeout(120_000);
});
