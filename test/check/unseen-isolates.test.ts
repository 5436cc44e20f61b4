import { expect } from 'chai';
import { formatVerdict } from '../../harness/render/text/index.js';
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

  it('is clean if the options leave out what cannot be read, and reports that with the reason', async () => {
    const ignoreIsolates = [{ pattern: 'sleep*6', reason: 'it waits for the test' }];
    const result = await check('isolates', { variant: 'a process that stays', ignoreIsolates });
    expect(reasonOf(result)).to.equal('clean');
    const [ignored] = result.evidence.ignoredIsolates;
    expect(ignored?.name).to.match(/^process \d+ \(sleep 600\)$/);
    expect(ignored?.reason).to.equal('it waits for the test');
    expect(formatVerdict(result)).to.match(
      /Not read, as the options say: process \d+ \(sleep 600\) \(it waits for the test\)/,
    );
  });

  it('does not read a thread that the options leave out', async () => {
    const ignoreIsolates = [{ pattern: 'worker eval', reason: 'not ours' }];
    const result = await check('isolates', { variant: 'a worker that stays', ignoreIsolates });
    expect(reasonOf(result)).to.equal('clean');
    expect(result.evidence.alsoRead).to.deep.equal([]);
    expect(result.evidence.ignoredIsolates.map(({ reason }) => reason)).to.deep.equal(['not ours']);
  });

  it('is not clean if the options leave out something else', async () => {
    const ignoreIsolates = [{ pattern: 'sleep 7', reason: 'it waits for the test' }];
    const result = await check('isolates', { variant: 'a process that stays', ignoreIsolates });
    expect(reasonOf(result)).to.equal('unseen-isolate');
  });

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

  for (const what of ['beside a thread', 'with a thread']) {
    it(`reads the threads of the process in which a function is checked: ${what}`, async () => {
      const result = await checkFunctions(what);
      expect(reasonOf(result)).to.equal('clean');
      expect(result.evidence.alsoRead).to.have.lengthOf(1);
    });
  }

  for (const [what, kind] of Object.entries({
    'with an older thread that leaks': 'worker',
    'with a thread that leaks': 'worker',
    'in a thread, with a thread that leaks': 'worker',
    'with a child that leaks': 'child-process',
  })) {
    it(`finds what other isolates retain when a function is checked ${what}`, async () => {
      const result = await checkFunctions(what);
      expect(reasonOf(result)).to.equal('leak');
      expect(result.findings[0]).to.include({ className: 'Session' });
      expect(result.findings[0]?.isolates).to.include({ kind, of: 1 });
      expect(result.findings.filter(({ isolates }) => isolates === null)).to.deep.equal([]);
      // The child process runs on after the check, and others are started as before it.
      if (kind === 'child-process') expect(result).to.include({ answer: 2, restored: true });
    });
  }

  if (process.platform === 'linux')
    for (const what of [
      'with a thread that starts a process',
      'in a thread, with a thread that starts a process',
    ])
      it(`is never clean when a function is checked ${what}`, async () => {
        const result = await checkFunctions(what);
        expect(reasonOf(result)).to.equal('unseen-isolate');
        expect(result)
          .to.have.nested.property('reason.message')
          .that.matches(/\(sleep 600\)/);
        expect(result)
          .to.have.nested.property('reason.message')
          .that.does.not.match(/sleep 60[12]/);
      });

  if (process.platform === 'linux')
    it('is never clean while there is a process of a thread that was started while the module was loaded', async () => {
      const result = await check('starts-at-load');
      expect(reasonOf(result)).to.equal('unseen-isolate');
      expect(result)
        .to.have.nested.property('reason.message')
        .that.matches(/\(sleep 600\)/);
    });

  for (const kind of ['leak', 'none'])
    it(`reads a process of a thread that was started while the module was loaded: ${kind}`, async () => {
      const result = await check('forks-at-load', { variant: kind });
      expect(reasonOf(result)).to.equal(kind === 'leak' ? 'leak' : 'clean');
      expect(result.evidence.alsoRead.join()).to.match(/process \d+/);
      if (kind === 'leak') expect(result.findings[0]?.isolates).to.include({ kind: 'child-process', of: 1 });
    });

  async function checkFunctions(what: string): Promise<CheckResult> {
    const { stdout, stderr } = await runProgram('check-functions', { args: [what] });
    expect(stdout, stderr).to.not.equal('');
    return JSON.parse(stdout) as CheckResult;
  }
});
