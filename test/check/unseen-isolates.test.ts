import { expect } from 'chai';
import type { CheckResult } from '../../harness/check/index.js';
import { check, reasonOf } from '../support/check-scenario.js';
import { runProgram } from '../support/run-program.js';

describe('checkLeaks, of a scenario that starts other isolates', () => {
  const unseen: Readonly<Record<string, RegExp>> = {
    'a process that stays': /process \d+ \(sleep 600\)/,
    ...(process.platform === 'linux'
      ? { 'a process of a worker that has ended': /process \d+ \(sleep 600\)/ }
      : {}),
  };
  for (const [variant, named] of Object.entries(unseen)) {
    it(`is never clean while there is ${variant}, and names it`, async () => {
      const result = await check('isolates', { variant });
      expect(reasonOf(result)).to.equal('unseen-isolate');
      expect(result).to.have.nested.property('reason.message').that.matches(named);
    });
  }

  it('detects other isolates of a scenario in its own process, too', async () => {
    const result = await check('isolates', { variant: 'a process that stays', worker: 'process' });
    expect(reasonOf(result)).to.equal('unseen-isolate');
  });

  for (const variant of [
    'a worker that stays',
    'a worker with a worker of its own',
    'a process that ends soon',
    'a worker that ends soon',
    'a worker that ends',
  ]) {
    it(`is clean with ${variant}`, async () => {
      expect(reasonOf(await check('isolates', { variant }))).to.equal('clean');
    });
  }

  it('still reports a leak in its own heap', async () => {
    const result = await check('isolates', { variant: 'a worker that stays, and a leak', iterations: 97 });
    expect(result.findings.map(({ className }) => className)).to.include('Session');
    expect(result.findings.map(({ className }) => className)).to.not.include('WeakRef');
  });

  for (const [what, code] of [
    ['beside a thread', 'clean'],
    ['with a thread', 'unseen-isolate'],
  ] as const) {
    it(`counts in this process only isolates started since the check began (${what}: ${code})`, async () => {
      const { stdout, stderr } = await runProgram('check-functions', { args: [what] });
      expect(reasonOf(JSON.parse(stdout) as CheckResult), stderr).to.equal(code);
    });
  }
});
