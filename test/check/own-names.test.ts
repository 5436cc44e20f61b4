import { expect } from 'chai';
import { check } from '../support/check-scenario.js';

describe('checkLeaks, if each leaking function has a name of its own', () => {
  it('reports them as one finding, whose trace and fingerprint do not contain their names, beside all else that leaks', async () => {
    const runs = [
      await check('own-names', { variant: 'validate' }),
      await check('own-names', { variant: 'parse1000' }),
    ];
    for (const { verdict, findings } of runs) {
      expect(verdict).to.equal('leak');
      const heads = findings.filter(({ within }) => within === null);
      expect(heads.map(({ count, iterations }) => count / iterations)).to.deep.equal([1, 1, 3]);
      for (const { witness, count } of heads) {
        expect(witness?.count).to.equal(count);
        expect(witness?.verifiedCut?.freed).to.equal(count);
      }
      const various = heads.filter(({ className }) => className === '(various)');
      const plain = heads.filter(({ className }) => className === 'Object');
      expect(plain).to.have.lengthOf(2);
      const [functions, objects, ...others] = [...various, ...plain.toReversed()].map(({ path }) =>
        path.map(({ reference }) => reference?.replace(/map\d/, 'map#')),
      );
      expect(others).to.deep.equal([
        [undefined, 'variable parsers', 'parsers.get(…)', 'parsers.get(…).parse'],
      ]);
      expect(functions).to.deep.equal([undefined, 'variable validators', 'validators.get(…)']);
      expect(objects).to.deep.equal([
        undefined,
        'variable registry',
        'registry.map#',
        'registry.map#.get(…)',
      ]);
    }
    const [first, second] = runs.map(({ findings }) => findings.map(({ fingerprint }) => fingerprint));
    expect(first).to.deep.equal(second);
  });
});
