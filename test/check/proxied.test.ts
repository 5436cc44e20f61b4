import { expect } from 'chai';
import { check } from '../support/check-scenario.js';

describe('checkLeaks, of a list of proxies', () => {
  for (const variant of ['once', 'twice'])
    it(`advises to shorten the list, not to change the proxies, if each object is wrapped ${variant}`, async () => {
      const { verdict, findings } = await check('proxied', { variant });
      const [first] = findings;
      expect({ verdict, className: first?.className }).to.deep.equal({
        verdict: 'leak',
        className: 'Session',
      });
      const { trace, verifiedCut } = first?.witness ?? {};
      const { text, start } = trace?.nodes[trace.cut]?.reference ?? { text: '', start: 0 };
      expect(text.slice(0, start)).to.equal('list');
      expect(verifiedCut?.freed).to.equal(first?.count);
    });
});
