import { AssertionError } from 'node:assert';
import { existsSync } from 'node:fs';
import { expect } from 'chai';
import { assertNoLeaks } from '../../harness/assert/index.js';
import { formatVerdict } from '../../harness/render/text/index.js';
import type { CheckResult } from '../../harness/check/index.js';
import { check, reasonOf, scenario } from '../support/check-scenario.js';
import { expectHeapwitnessError, rejectionOf } from '../support/errors.js';
import { runProgram } from '../support/run-program.js';

/** Variants of leaks that are found in one check. */
const IN_ONE_CHECK: readonly string[] = ['each', 'strings', 'closures'];

describe('checkLeaks', () => {
  it('reports a scenario without a leak as clean, with the sensitivity of the run', async () => {
    const result = await check('clean');
    expect(result).to.include({ verdict: 'clean', kind: 'check', schemaVersion: 2 });
    expect(result.findings).to.have.length(0);
    expect(result.controls).to.include({ passed: true });
    expect(result)
      .to.have.property('sensitivity')
      .that.includes({ oneInIterations: 50, bytesPerIteration: 64 });
    expect(formatVerdict(result)).to.match(
      /Sensitivity: 1 object per 50 iterations .*; buffers and WebAssembly memory did not keep growing by 64 bytes per iteration, and resident memory without an owner by [\d.]+ KiB\./,
    );
    expect(formatVerdict(result)).to.match(
      /^✔ clean .*\n.*No leak found\. Sensitivity: 1 object per 50 iterations \(/,
    );
  });

  /** Three leaks in one scenario, each a finding of its own: one check tells of them all. */
  let three: Promise<CheckResult> | undefined;
  const threeAtOnce = (): Promise<CheckResult> => (three ??= check('leaky', { variant: 'three at once' }));
  const leaks: { variant: string; className: string; kind: string; perIteration: number }[] = [
    { variant: 'each', className: 'Session', kind: 'object', perIteration: 1 },
    { variant: 'one in 50', className: 'Session', kind: 'object', perIteration: 0.02 },
    { variant: 'strings', className: '(string)', kind: 'string', perIteration: 1 },
    { variant: 'closures', className: 'onDone', kind: 'closure', perIteration: 1 },
    { variant: 'numbers', className: 'Array', kind: 'collection', perIteration: 1 },
    { variant: 'calls that are never answered', className: 'Object', kind: 'collection', perIteration: 1 },
  ];
  for (const { variant, className, kind, perIteration } of leaks) {
    it(`finds a leak of ${variant}, and reports its class, its count and what retains it`, async () => {
      const result = await (IN_ONE_CHECK.includes(variant) ? threeAtOnce() : check('leaky', { variant }));
      const { verdict, findings, controls } = result;
      expect(JSON.parse(JSON.stringify(result)), 'plain data').to.deep.equal(result);
      expect(formatVerdict(result))
        .to.contain(className)
        .and.to.match(/^✖ leak/);
      expect({ verdict, passed: controls?.passed }).to.deep.equal({ verdict: 'leak', passed: true });
      const first = findings.find((finding) => finding.className === className);
      expect(first).to.include({ className, kind, within: null });
      expect(findings.filter(({ within }) => within === null)).to.have.length(
        IN_ONE_CHECK.includes(variant) ? 3 : 1,
      );
      expect(first?.perIteration).to.be.closeTo(perIteration, perIteration * 0.3);
      expect(first?.path[0]?.node).to.match(/leaky/);
      // A collection that holds no new object is explained by how much longer it is.
      const { places = null, why = '' } = first?.witness?.kind ?? {};
      expect(places === null).to.equal(kind !== 'collection');
      if (places !== null) {
        expect(places).to.be.above(1000);
        expect(why).to.match(/ places longer, but none of them holds a new object\.$/);
      }
    });
  }

  it('reports a long chain in few lines, also for classes that grow below it', async () => {
    const { findings } = await check('leaky', { variant: 'chained, briefly' });
    const inner = findings.find(({ className }) => className === 'Tag');
    expect(inner?.within).to.match(/^[0-9a-f]{16}$/);
    const [chain, last] = inner?.path.slice(-2) ?? [];
    expect(chain?.reference).to.match(/\.next$/);
    expect(chain?.repeats).to.be.above(1);
    expect(last?.node).to.match(/^Tag\b/);
    for (const { path } of findings) expect(path.length).to.be.within(2, 20);
  });

  it('counts objects that a leaking object retains with it, however many there are', async function () {
    // A heap of 200,000 objects more.
    this.timeout(300_000);
    const options = { variant: 'bushy, briefly', iterations: 145, warmupIterations: 1 };
    const { findings } = await check('leaky', options);
    const heads = findings.filter(({ within }) => within === null);
    expect(heads.map(({ className }) => className)).to.deep.equal(['Bush']);
    const leaves = heads[0]?.witness?.followers.find(({ className }) => className === 'Leaf');
    expect(leaves?.count)
      .to.equal((heads[0]?.count ?? 0) * 750)
      .and.to.be.above(200_000);
  });

  it('lists further retainers, and all of them if there are no more than `holders`', async () => {
    const two = await check('leaky', { variant: 'in two places, briefly' });
    expect(two.findings).to.have.length(1);
    expect(two.findings[0]?.witness?.holders.map(({ text }) => text)).to.deep.equal(['rooms.third']);
    expect(two.findings[0]?.witness).to.include({ holdersComplete: true });
    expect(formatVerdict(two)).to.contain('If these are cut too, nothing retains it any more.');
    const five = await check('leaky', { variant: 'in five places, briefly' });
    expect(five.findings[0]?.witness?.holders).to.have.length(3);
    expect(five.findings[0]?.witness).to.include({ holdersComplete: false });
    expect(formatVerdict(five)).to.contain('Further retainers were not searched for');
  });

  for (const variant of [
    'a cache that fills',
    'a cache of numbers that fills',
    'a table that is swept',
    'a release by a timer',
    'a flush that is put off',
  ]) {
    it(`reports ${variant} as clean`, async () => {
      const result = await check('healthy', { variant });
      expect(result.findings).to.have.length(0);
      expect(reasonOf(result)).to.equal('clean');
    });
  }

  it('reports a table of pending calls as clean after one confirmation, because it counts entries, not holes', async () => {
    const result = await check('healthy', { variant: 'a table of pending calls under ever new numbers' });
    expect(reasonOf(result)).to.equal('clean');
    expect(result.findings).to.have.length(0);
    expect(result.evidence.cycles).to.have.length.within(3, 5);
  });

  it('is inconclusive if there is no time to wait for pending timers', async () => {
    const result = await check('healthy', { variant: 'a release by a slow timer', timeoutMs: 5000 });
    expect(reasonOf(result)).to.equal('time-budget');
  });

  it('finds a leak of open files, which the heap does not show, if the system counts open files', async () => {
    const { verdict, findings } = await check('bad', { variant: 'leaks a file' });
    const told = existsSync('/proc/self/fd');
    expect(verdict).to.equal(told ? 'leak' : 'clean');
    const found = findings.map(({ className, kind }) => ({ className, kind }));
    expect(found).to.deep.equal(told ? [{ className: 'file descriptors', kind: 'resource' }] : []);
  });

  it('is inconclusive, and names what grew, if the heap is full before growth is confirmed', async () => {
    const resourceLimits = { maxOldGenerationSizeMb: 110 };
    const result = await check('leaky', { variant: 'much memory', resourceLimits });
    expect(reasonOf(result)).to.equal('out-of-memory');
    expect(result).to.have.nested.property('reason.message').that.contains('Growing until then: Session (');
  });

  it('leaves ignored findings out of the verdict, with their reason', async () => {
    const reason = 'cleared at the end of the day';
    const result = await check('leaky', {
      variant: 'each',
      cycles: 2,
      ignore: [{ className: 'Session', reason }],
    });
    expect(result.verdict).to.equal('clean');
    expect(result.ignored).to.have.length(1);
    expect(result.ignored[0]).to.include({ className: 'Session', reason });
    expect(formatVerdict(result)).to.contain(reason);
  });

  it('uses the options that the module exports', async () => {
    const { verdict, ignored, evidence, controls } = await check('with-options');
    expect(verdict).to.equal('clean');
    expect(ignored[0]).to.include({ className: 'Allowed', reason: 'allowed to grow' });
    expect(evidence.cycles[0]).to.include({ iterations: 11 });
    expect(controls?.planted.seen, 'one in so many is planted, too').to.match(/^planted 1 \+ 1 /);
  });

  it('runs a scenario in its own process with worker: process', async () => {
    const result = await check('leaky', { variant: 'each, briefly', worker: 'process' });
    expect(result).to.include({ verdict: 'leak' });
    expect(result.environment).to.include({ worker: 'process' });
  });

  it('checks a function in this process, with a remark that it is not isolated', async () => {
    const { stdout, stderr } = await runProgram('check-functions', { args: ['checkLeaks'] });
    const result = JSON.parse(stdout) as CheckResult;
    expect(result, stderr).to.include({ verdict: 'clean' });
    expect(result.remarks.join()).to.contain('isolated');
  });

  it('shows the path from the function to what it leaks, without calls of the harness, if checked in this process', async () => {
    const { stdout, stderr } = await runProgram('check-functions', { args: ['leaving'] });
    const { verdict, findings } = JSON.parse(stdout) as CheckResult;
    expect(verdict, stderr).to.equal('leak');
    const path = (findings[0]?.path ?? []).map(({ reference, node }) => `${reference} → ${node}`);
    expect(path, JSON.stringify(path)).to.have.length.within(2, 6);
    expect(path.join('\n')).to.not.match(/suspended|Generator|harness|Heapwitness/);
    expect(path.at(-1)).to.match(/→ Ticket$/);
    expect(path.at(-2)).to.match(/left → Array$/);
  });

  it('distinguishes a function that is slow from one that never settles, and then stops running it', async () => {
    for (const [what, code] of [
      ['short of time', 'time-budget'],
      ['hanging', 'scenario-hung'],
      ['hanging setup', 'scenario-hung'],
    ] as const) {
      const { stdout, stderr } = await runProgram('check-functions', { args: [what] });
      const result = JSON.parse(stdout) as CheckResult & { droppedAfter: number };
      expect(reasonOf(result), stderr).to.equal(code);
      expect(result).to.include({ droppedAfter: 0 });
    }
  });

  it('runs the teardown of an object even without a verdict, and reports its failure', async () => {
    for (const [what, verdict, remark] of [
      ['failing teardown', 'clean', /teardown failed: no floor/],
      ['teardown after all', 'inconclusive', /^$/],
    ] as const) {
      const { stdout, stderr } = await runProgram('check-functions', { args: [what] });
      const result = JSON.parse(stdout) as CheckResult & { tornDown: boolean };
      expect(result, stderr).to.include({ verdict, tornDown: true });
      expect(result.remarks.join()).to.match(remark);
    }
  });

  it('rejects with the reason of its signal when that aborts', async () => {
    const reason = new Error('enough');
    const running = check('bad', { variant: 'hangs', signal: AbortSignal.any([abortSoon(reason)]) });
    expect(await running.catch((error: unknown) => error)).to.equal(reason);
  });

  it('throws an AssertionError with the verdict if the scenario leaks', async () => {
    const error = await rejectionOf(assertNoLeaks(scenario('leaky'), { variant: 'each, briefly' }));
    expect(error).to.include({ name: 'AssertionError', actual: 'leak', expected: 'clean' });
    expect(error).to.have.property('message').that.contains('Session');
  });

  it('throws ERR_INCONCLUSIVE instead of an AssertionError if the check is inconclusive', async () => {
    const error = await rejectionOf(assertNoLeaks(scenario('bad'), { variant: 'throws' }));
    expectHeapwitnessError(error, 'ERR_INCONCLUSIVE');
    expect(error).to.not.be.instanceOf(AssertionError);
    expect(error).to.have.property('message').that.contains('no such table');
  });
});

function abortSoon(reason: Error): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => controller.abort(reason), 500);
  return controller.signal;
}
