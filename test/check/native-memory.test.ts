import { expect } from 'chai';
import { check } from '../support/check-scenario.js';

describe('native memory of a real process', function () {
  this.timeout(120_000);
  for (const variant of ['thread', 'child'])
    it(`prevents a clean verdict if environment variables pile up in a ${variant}`, async () => {
      const result = await check('native-memory', { variant });
      expect(result.verdict, JSON.stringify(result)).to.equal('inconclusive');
      expect(result).to.have.nested.property('reason.code', 'unowned-memory');
      const { first, last } = result.evidence.balance?.restBytes ?? { first: 0, last: 0 };
      expect((last - first) / result.evidence.iterations).to.be.within(30_000, 120_000);
    });

  it('is steady if an environment variable is replaced', async () => {
    const result = await check('native-memory', { variant: 'replaced' });
    expect(result.verdict, JSON.stringify(result)).to.equal('clean');
    expect(result.remarks).to.deep.equal([]);
  });
});
