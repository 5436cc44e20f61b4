import { expect } from 'chai';
import { check, reasonOf } from '../support/check-scenario.js';

describe('checkLeaks, of a scenario whose classes have the names of harness classes', () => {
  for (const [variant, className] of [
    ['HeapwitnessKept', 'Thing'],
    ['HeapwitnessChecking', 'Thing'],
    ['HeapwitnessPlantedLeak', 'HeapwitnessPlantedLeak'],
  ] as const) {
    it(`finds a leak through ${variant}, and its own controls`, async () => {
      const result = await check('named-alike', { variant, iterations: 53 });
      expect(reasonOf(result)).to.equal('leak');
      expect(result.findings.map((finding) => finding.className)).to.include(className);
      expect(result.controls).to.include({ passed: true });
    });
  }
});
