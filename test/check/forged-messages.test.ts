import { expect } from 'chai';
import type { CheckOptions } from '../../harness/check/index.js';
import { check, reasonOf } from '../support/check-scenario.js';

describe('checkLeaks, of a scenario that sends messages in the name of the harness', function () {
  this.timeout(120_000);

  const cases: Readonly<Record<string, CheckOptions>> = {
    'by parentPort and workerData': {},
    'by process.send': { worker: 'process' },
  };
  for (const [variant, options] of Object.entries(cases)) {
    it(`finds the leak: ${variant}`, async () => {
      const result = await check('forges', { variant, ...options });
      expect(reasonOf(result)).to.equal('leak');
      expect(result.findings.map(({ className }) => className)).to.deep.equal(['Session']);
    });
  }

  it('finds the leak of a child process: garbage by the socket', async () => {
    const result = await check('forges', { variant: 'garbage by the socket', timeoutMs: 100_000 });
    expect(reasonOf(result)).to.equal('leak');
    expect(result.findings[0]).to.include({ className: 'Session' });
    expect(result.findings[0]?.isolates).to.include({ kind: 'child-process' });
  });

  it('is never clean: in the name of a child by the socket', async () => {
    const variant = 'in the name of a child by the socket';
    const options = { variant, iterations: 11, warmupIterations: 3, cycles: 2, timeoutMs: 100_000 };
    const result = await check('forges', options);
    expect(reasonOf(result)).to.equal('unseen-isolate');
    expect(result)
      .to.have.nested.property('reason.message')
      .that.matches(/process \d+ .*: more than one connection says that it is this process/);
  });
});
