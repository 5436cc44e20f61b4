import { expect } from 'chai';
import { check, reasonOf } from '../support/check-scenario.js';

describe('checkLeaks, of a scenario with child processes', function () {
  this.timeout(200_000);

  const leaking: Readonly<Record<string, readonly [kind: string, isolates: number]>> = {
    'a child leaks': ['child-process', 1],
    'a child without variables leaks': ['child-process', 1],
    'a child of a child leaks': ['child-process', 1],
    'a thread of a child leaks': ['worker', 1],
    'three children share what leaks unevenly': ['child-process', 3],
  };
  for (const [variant, [kind, count]] of Object.entries(leaking)) {
    it(`finds what a process retains, and names it: ${variant}`, async () => {
      const result = await check('processes', { variant });
      expect(reasonOf(result)).to.equal('leak');
      const [finding] = result.findings;
      expect(finding).to.include({ className: 'Session', kind: 'object' });
      // All tasks count, whichever process carried them out.
      expect(finding?.perIteration).to.be.closeTo(1, 0.1);
      expect(finding?.isolates).to.include({ kind, of: count });
      expect(finding?.isolates?.names).to.have.lengthOf(count);
      const line = finding?.isolates?.startedAt;
      if (/of a child/.test(variant)) expect(line).to.equal(null);
      else expect(line?.url).to.match(/processes\.js$/);
      expect(finding?.witness?.trace.nodes.map(({ position }) => position?.url ?? '').join()).to.match(
        /task-(process|thread)/,
      );
    });
  }

  it('finds it, too, if the scenario runs in a process of its own', async () => {
    const result = await check('processes', { variant: 'a child leaks', worker: 'process' });
    expect(reasonOf(result)).to.equal('leak');
    expect(result.findings[0]?.isolates).to.include({ kind: 'child-process', of: 1 });
  });

  for (const variant of [
    'a child that leaks nothing',
    'a child logs objects',
    'a child that leaks and is replaced',
  ]) {
    it(`is clean: ${variant}`, async () => {
      const result = await check('processes', { variant });
      expect(reasonOf(result)).to.equal('clean');
      expect(result.evidence.alsoRead.join()).to.match(/^process \d+ \(task-process\.js\)$/);
    });
  }

  const unread: Readonly<Record<string, RegExp>> = {
    'a child that a shell started without variables':
      /process \d+ \(sh .*: it is not a Node\.js process; process \d+ .*: it was started without the environment variables/,
    'a child that was stopped': /process \d+ .*: it did not (answer within \d+ ms|connect to the check)/,
  };
  for (const [variant, why] of Object.entries(unread)) {
    it(`is never clean, and says why: ${variant}`, async () => {
      const result = await check('processes', { variant, iterations: 11, warmupIterations: 3, cycles: 2 });
      expect(reasonOf(result)).to.equal('unseen-isolate');
      expect(result).to.have.nested.property('reason.message').that.matches(why);
    });
  }

  it('reports a growing number of processes before it looks into them', async () => {
    const result = await check('processes', {
      variant: 'a growing number of children',
      iterations: 53,
      cycles: 2,
      timeoutMs: 180_000,
    });
    expect(reasonOf(result)).to.equal('leak');
    const finding = result.findings.find(({ className }) => className === 'ChildProcess');
    expect(finding?.command).to.match(/task-process\.js/);
    expect(result.findings.map(({ className }) => className)).not.to.include('child processes');
  });
});
