import { expect } from 'chai';
import { check, reasonOf } from '../support/check-scenario.js';

describe('checkLeaks, of a scenario with other threads', () => {
  const leaking: Readonly<Record<string, number>> = {
    'one thread leaks': 1,
    'a thread of a thread leaks': 1,
    'three threads share what leaks unevenly': 3,
    'two threads take turns, and both leak': 2,
    'a thread that is blocked leaks': 1,
  };
  for (const [variant, threads] of Object.entries(leaking)) {
    it(`finds what a thread retains, and names it: ${variant}`, async () => {
      const result = await check('threads', { variant });
      expect(reasonOf(result)).to.equal('leak');
      const [finding] = result.findings;
      expect(finding).to.include({ className: 'Session', kind: 'object' });
      // All tasks count, whichever thread carried them out.
      expect(finding?.perIteration).to.be.closeTo(1, 0.1);
      expect(finding?.isolates?.names).to.have.lengthOf(threads);
      expect(finding?.isolates?.of).to.equal(threads);
      const line = finding?.isolates?.startedAt;
      if (variant === 'a thread of a thread leaks') expect(line).to.equal(null);
      else expect(line?.url).to.match(/threads\.js$/);
      expect(finding?.witness?.trace.nodes.map(({ position }) => position?.url ?? '').join()).to.match(
        /task-thread/,
      );
    });
  }

  for (const variant of [
    'a thread that leaks nothing',
    'a thread that is blocked',
    'a thread logs objects',
    'a thread has a table with holes',
    'a thread that leaks and is replaced',
    'a thread drops ports',
  ]) {
    it(`is clean: ${variant}`, async () => {
      expect(reasonOf(await check('threads', { variant }))).to.equal('clean');
    });
  }

  it('finds ends of channels that the scenario keeps, whose other ends a thread has dropped', async () => {
    const result = await check('threads', { variant: 'a thread drops ports, and ours are kept' });
    expect(reasonOf(result)).to.equal('leak');
    expect(result.findings[0]).to.include({ className: 'MessagePort', isolates: null });
  });

  it('finds numbers that a thread adds to a list', async () => {
    const result = await check('threads', { variant: 'a thread adds numbers to a list' });
    expect(reasonOf(result)).to.equal('leak');
    expect(result.findings[0]).to.include({ kind: 'collection' });
    expect(result.findings[0]?.isolates?.of).to.equal(1);
  });

  it('finds memory outside of the heap that a thread retains', async () => {
    const result = await check('threads', { variant: 'a thread grows its WebAssembly memory' });
    expect(reasonOf(result)).to.equal('leak');
    expect(result.findings[0]).to.include({ kind: 'resource', className: 'external bytes' });
    // On Node 26, too, where its bytes are in a snapshot only because the harness has read its buffer.
    expect(result.findings[0]?.path.map(({ node, reference }) => `${reference} ${node}`).join()).to.match(
      /task-thread.*variable memory Memory/,
    );
    // 64 KiB every ten iterations.
    expect(result.findings[0]?.retainedBytesPerIteration).to.be.closeTo(6554, 1000);
  });

  it('is never clean with a thread that cannot be read, and says why', async () => {
    const result = await check('threads', { variant: 'a thread breaks its process object' });
    expect(reasonOf(result)).to.equal('unseen-isolate');
    expect(result)
      .to.have.nested.property('reason.message')
      .that.matches(/thread \d+: the harness failed in it \(TypeError/);
  });

  it('reports a growing number of threads before it looks into them', async () => {
    const result = await check('threads', {
      variant: 'a growing number of threads',
      iterations: 97,
      timeoutMs: 180_000,
    });
    expect(reasonOf(result)).to.equal('leak');
    expect(result.findings.map(({ className }) => className)).to.include('Worker');
  });
});
