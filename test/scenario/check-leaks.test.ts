import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { assertNoLeaks, checkLeaks, formatVerdict } from '../../harness/scenario/index.js';
import type { CheckOptions, CheckResult, Scenario } from '../../harness/scenario/index.js';
import { rejectionOf } from '../support/errors.js';
import { isRunning, runProgram } from '../support/run-program.js';
import { withTemporaryFolder } from '../support/temporary-folder.js';

const scenario = (name: string): URL => new URL(`../support/scenarios/${name}.js`, import.meta.url);

const check = (name: string, options: CheckOptions = {}): Promise<CheckResult> =>
  checkLeaks(scenario(name), options);

/** Variants of leaks that are found in one check. */
const IN_ONE_CHECK: readonly string[] = ['each', 'strings', 'closures'];

const reasonOf = (result: CheckResult): string =>
  result.verdict === 'inconclusive' ? result.reason.code : result.verdict;

describe('checkLeaks', () => {
  it('calls a scenario clean that leaves nothing behind, and says what it would have seen', async () => {
    const result = await check('clean');
    expect(result).to.include({ verdict: 'clean', schemaVersion: 1 });
    expect(result.findings).to.have.length(0);
    expect(result.controls).to.include({ passed: true });
    expect(result).to.have.property('sensitivity').that.includes({ oneInIterations: 50 });
    expect(formatVerdict(result)).to.match(/^✔ clean .*\n.*one object left behind in 50 iterations/);
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
  ];
  for (const { variant, className, kind, perIteration } of leaks) {
    it(`finds a leak of ${variant}, names it, counts it, and tells what holds it`, async () => {
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
      expect(first?.path.join('\n')).to.match(/leaky/);
    });
  }

  it('tells a long chain in few lines, also of what piles up below it', async () => {
    const { findings } = await check('leaky', { variant: 'chained, briefly' });
    const inner = findings.find(({ className }) => className === 'Tag');
    expect(inner?.within).to.match(/^[0-9a-f]{16}$/);
    expect(inner?.path.join('\n')).to.match(/"next"→ Link @\d+ × \d+\n.*→ Tag @\d+$/);
    for (const { path } of findings) expect(path.length).to.be.within(2, 20);
  });

  it('counts what hangs on a leak with it, however many there are', async () => {
    const options = { variant: 'bushy, briefly', iterations: 145, warmupIterations: 1 };
    const { findings } = await check('leaky', options);
    const heads = findings.filter(({ within }) => within === null);
    expect(heads.map(({ className }) => className)).to.deep.equal(['Bush']);
    const leaves = heads[0]?.witness?.followers.find(({ className }) => className === 'Leaf');
    expect(leaves?.count)
      .to.equal((heads[0]?.count ?? 0) * 750)
      .and.to.be.above(200_000);
  });

  it('lists what else holds it, all of it where there is no more than is looked for', async () => {
    const two = await check('leaky', { variant: 'in two places, briefly' });
    expect(two.findings).to.have.length(1);
    expect(two.findings[0]?.witness?.holders.map(({ text }) => text)).to.deep.equal([
      'rooms.third.get(number)',
    ]);
    expect(two.findings[0]?.witness).to.include({ holdersComplete: true });
    expect(formatVerdict(two)).to.contain('Cut these too, and nothing holds it any more.');
    const five = await check('leaky', { variant: 'in five places, briefly' });
    expect(five.findings[0]?.witness?.holders).to.have.length(3);
    expect(five.findings[0]?.witness).to.include({ holdersComplete: false });
    expect(formatVerdict(five)).to.contain('Others were not looked for');
  });

  for (const variant of [
    'a cache that fills',
    'a cache of numbers that fills',
    'a table that is swept',
    'a release by a timer',
    'a flush that is put off',
  ]) {
    it(`calls ${variant} clean`, async () => {
      const result = await check('healthy', { variant });
      expect(result.findings).to.have.length(0);
      expect(reasonOf(result)).to.equal('clean');
    });
  }

  it('cannot say anything where there is no time to wait for the timers that are left', async () => {
    const result = await check('healthy', { variant: 'a release by a slow timer', timeoutMs: 5000 });
    expect(reasonOf(result)).to.equal('time-budget');
  });

  it('finds a leak of open files, which no heap shows, where the system tells how many are open', async () => {
    const { verdict, findings } = await check('bad', { variant: 'leaks a file' });
    const told = existsSync('/proc/self/fd');
    expect(verdict).to.equal(told ? 'leak' : 'clean');
    const found = findings.map(({ className, kind }) => ({ className, kind }));
    expect(found).to.deep.equal(told ? [{ className: 'file descriptors', kind: 'resource' }] : []);
  });

  it('finds a leak that fills the heap before it can be confirmed', async () => {
    const resourceLimits = { maxOldGenerationSizeMb: 110 };
    const result = await check('leaky', { variant: 'much memory', resourceLimits });
    expect(reasonOf(result)).to.equal('leak');
    expect(result.findings[0]).to.include({ className: 'Session' });
    expect(result.remarks.join()).to.contain('used up');
  });

  it('leaves out what is ignored, and says why', async () => {
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

  it('takes the options that the module exports', async () => {
    const { verdict, ignored, evidence, controls } = await check('with-options');
    expect(verdict).to.equal('clean');
    expect(ignored[0]).to.include({ className: 'Allowed', reason: 'allowed to grow' });
    expect(evidence.cycles[0]).to.include({ iterations: 11 });
    expect(controls?.planted.seen, 'one in so many is planted, too').to.match(/^planted 1 \+ 1 /);
  });

  it('does not blame what the scenario keeps on purpose', async () => {
    expect(await check('keeps')).to.include({ verdict: 'clean' });
  });

  it('runs a scenario in a process of its own', async () => {
    const result = await check('leaky', { variant: 'each, briefly', worker: 'process' });
    expect(result).to.include({ verdict: 'leak' });
    expect(result.environment).to.include({ worker: 'process' });
  });

  it('checks a function in this process, and says what that does not isolate', async () => {
    const { stdout, stderr } = await runProgram('check-functions', { args: ['checkLeaks'] });
    const result = JSON.parse(stdout) as CheckResult;
    expect(result, stderr).to.include({ verdict: 'clean' });
    expect(result.remarks.join()).to.contain('isolated');
  });

  it('tells apart, of a function, that the time was too short from what never settles; then runs no more', async () => {
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

  it('tells of a teardown of an object that fails, and runs it also where there is no verdict', async () => {
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

  it('ends when its signal aborts, with the reason', async () => {
    const reason = new Error('enough');
    const running = check('bad', { variant: 'hangs', signal: AbortSignal.any([abortSoon(reason)]) });
    expect(await running.catch((error: unknown) => error)).to.equal(reason);
  });

  it('throws an AssertionError with the verdict where a scenario was to be clean', async () => {
    const error: unknown = await assertNoLeaks(scenario('bad'), { variant: 'throws' }).catch(
      (reason: unknown) => reason,
    );
    expect(error).to.include({ name: 'AssertionError', actual: 'inconclusive', expected: 'clean' });
    expect(error).to.have.property('message').that.contains('no such table');
  });
});

describe('checkLeaks, given a scenario that misbehaves', () => {
  const cases: { variant: string; code: string; says: RegExp; options?: CheckOptions }[] = [
    { variant: 'throws', code: 'scenario-threw', says: /an iteration.*no such table/s },
    { variant: 'throws in setup', code: 'scenario-threw', says: /setup.*no database/s },
    { variant: 'throws a string', code: 'scenario-threw', says: /^[^\n]*no words for it$/ },
    { variant: 'kills its process', code: 'process-died', says: /signal SIGKILL/ },
    {
      variant: 'kills its process',
      code: 'worker-crashed',
      says: /signal SIGKILL/,
      options: { worker: 'process' },
    },
    { variant: 'throws later', code: 'worker-crashed', says: /nobody catches this/ },
    { variant: 'exits', code: 'worker-exited', says: /process\.exit/ },
    { variant: 'finds no file left', code: 'scenario-threw', says: /used up/ },
    { variant: 'is slow', code: 'time-budget', says: /timeoutMs/, options: { timeoutMs: 2500 } },
    {
      variant: 'blocks in native code',
      code: 'loop-blocked',
      says: /event loop/,
      options: { timeoutMs: 2500 },
    },
    { variant: 'hangs', code: 'scenario-hung', says: /never settles/, options: { timeoutMs: 3000 } },
    { variant: 'blocks', code: 'loop-blocked', says: /event loop/, options: { timeoutMs: 3000 } },
    {
      variant: 'runs out of memory',
      code: 'out-of-memory',
      says: /memory/,
      options: { resourceLimits: { maxOldGenerationSizeMb: 40 } },
    },
  ];
  for (const { variant, code, says, options } of cases) {
    it(`is inconclusive when it ${variant}${options?.worker === 'process' ? ' in its own process' : ''}: ${code}`, async () => {
      const result = await check('bad', { variant, ...options });
      expect(reasonOf(result)).to.equal(code);
      expect(result).to.have.nested.property('reason.message').that.matches(says);
      expect(formatVerdict(result)).to.contain(code);
    });
  }

  it('ends the processes that it started, and tells of a teardown that fails', async () => {
    const started: number[] = [];
    const write = process.stderr.write.bind(process.stderr);
    process.stderr.write = (text: string) => {
      const pid = /started (\d+)/.exec(text)?.[1];
      if (pid !== undefined) started.push(Number(pid));
      return pid === undefined ? write(text) : true;
    };
    try {
      const result = await check('bad', { variant: 'starts a process', cycles: 2 });
      expect(result.verdict).to.equal('clean');
      expect(result.remarks.join()).to.contain('no database any more');
    } finally {
      process.stderr.write = write;
    }
    expect(started).to.have.length(1);
    expect(await isRunning(started[0] ?? 0)).to.equal(false);
  });

  it('is no scenario without a function iteration', async () => {
    const error: unknown = await check('no-iteration').catch((reason: unknown) => reason);
    expect(error).to.include({ code: 'ERR_SCENARIO_DEFINITION' });
    expect(error).to.have.property('message').that.contains('it exports: iterate');
  });

  it('gives no options but its own', async () => {
    for (const options of [{ worker: 'process' }, 5]) {
      const error = await rejectionOf(checkLeaks({ iteration: () => null, options } as Scenario));
      expect(error, JSON.stringify(options)).to.include({ code: 'ERR_USAGE' });
    }
  });

  it('runs as TypeScript where Node strips types, and is told what to do where Node does not', async () => {
    const strips = 'typescript' in process.features && process.features.typescript !== false;
    await withTemporaryFolder(async (folder) => {
      const file = join(folder, 'scenario.ts');
      await writeFile(file, 'export function iteration(): void {}');
      const outcome: unknown = await checkLeaks(file).catch((reason: unknown) => reason);
      expect(outcome).to.include(strips ? { verdict: 'clean' } : { code: 'ERR_SCENARIO_DEFINITION' });
      const { message = 'compile the scenario' } = outcome as { message?: string };
      expect(message).to.contain('compile the scenario');
    });
  });

  it('is missed where there is no file', async () => {
    const error: unknown = await check('not-there').catch((reason: unknown) => reason);
    expect(error).to.include({ code: 'ERR_FILE_NOT_FOUND' });
  });

  it('is none when it is neither module nor code, and known leaks are none without their fingerprint', async () => {
    for (const nothing of [undefined, null, 5]) {
      const error = await rejectionOf(checkLeaks(nothing as unknown as string));
      expect(error).to.include({ code: 'ERR_SCENARIO_DEFINITION' });
    }
    const knownLeaks = [{ fingerprint: 'x', reason: 'x', expires: '2999-12-31' }];
    expect(await rejectionOf(check('clean', { knownLeaks }))).to.include({ code: 'ERR_KNOWN_LEAKS' });
  });

  it('is not started with a wrong option', async () => {
    const wrong: CheckOptions[] = [
      { iterations: 0 },
      { cycles: 1 },
      { timeoutMs: Number.NaN },
      { timeoutMs: Infinity },
      { backend: 'heapdump' },
      { worker: 'process', execArgv: ['--no-such-option'] },
      ...([
        { backend: 'zip', worker: 'process' },
        { variant: 5 },
        { timeoutMs: '5' },
        { execArgv: 'x' },
        { execArgv: ['--no-such-option'] },
        { resourceLimits: 5 },
        { resourceLimits: { maxOldGenerationSizeMb: 'x' } },
        { allowGrowth: 'x' },
        { ignore: 'x' },
        { ignore: [null] },
        { knownLeaks: 'x' },
      ] as unknown as CheckOptions[]),
      { ignore: [{ className: 'Session', reason: ' ' }] },
    ];
    for (const options of wrong) {
      const error: unknown = await check('clean', options).catch((reason: unknown) => reason);
      expect(error, JSON.stringify(options)).to.include({ code: 'ERR_USAGE' });
    }
  });
});

function abortSoon(reason: Error): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => controller.abort(reason), 500);
  return controller.signal;
}
