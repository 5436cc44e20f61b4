import { expect } from 'chai';
import type { CheckResult } from '../../harness/check/index.js';
import { check } from '../support/check-scenario.js';
import { runProgram } from '../support/run-program.js';

describe('What is not the scenario’s', () => {
  it('is everything passed to context.keep(), with its memory outside of the heap', async () => {
    expect(await check('keeps')).to.include({ verdict: 'clean' });
    const { verdict, evidence } = await check('keeps', { variant: 'buffers' });
    expect(verdict).to.equal('clean');
    expect(evidence.balance?.externalOwners).to.deep.equal([]);
  });

  it('is code and memory of a check in the same process, which ends after one run if nothing grows', async () => {
    const { stdout, stderr } = await runProgram('check-functions', { args: ['nothing'] });
    const { verdict, evidence } = JSON.parse(stdout) as CheckResult;
    expect(verdict, stderr).to.equal('clean');
    expect(evidence.cycles).to.have.length(1);
    expect(evidence.balance?.externalOwners).to.deep.equal([]);
    const { first = 0, last = Infinity } = evidence.balance?.externalBytes ?? {};
    // What the check itself uses for a moment, such as the parts of a snapshot being read, comes and goes.
    expect(last - first).to.be.below(2 ** 23);
  });
});
