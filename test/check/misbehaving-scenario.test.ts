import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { checkLeaks } from '../../harness/check/index.js';
import { formatVerdict } from '../../harness/render/text/index.js';
import type { CheckOptions, Scenario } from '../../harness/check/index.js';
import { check, reasonOf } from '../support/check-scenario.js';
import { rejectionOf } from '../support/errors.js';
import { isRunning, until } from '../support/run-program.js';
import { withTemporaryFolder } from '../support/temporary-folder.js';

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
    {
      variant: 'removes its temporary folder',
      code: 'capture-failed',
      says: /no temporary file could be created.*TMPDIR/,
      options: { worker: 'process' },
    },
    {
      variant: 'never starts',
      code: 'worker-crashed',
      says: /during start.*SIGKILL/,
      options: {
        worker: 'process',
        execArgv: ['--import', 'data:text/javascript,process.kill(process.pid, "SIGKILL")'],
      },
    },
    { variant: 'throws later', code: 'worker-crashed', says: /nobody catches this/ },
    { variant: 'exits', code: 'worker-exited', says: /process\.exit/ },
    { variant: 'replaces gc', code: 'gc-not-settled', says: /globalThis\.gc/ },
    { variant: 'finds no file left', code: 'scenario-threw', says: /cut short after \d+ iterations/ },
    { variant: 'is slow', code: 'time-budget', says: /timeoutMs/, options: { timeoutMs: 2500 } },
    {
      variant: 'becomes slower',
      code: 'time-budget',
      says: /became slower, from [\d.]+ to [\d.]+ ms each/,
      options: { warmupIterations: 10, iterations: 20, cycles: 10, timeoutMs: 8000 },
    },
    {
      variant: 'blocks in native code',
      code: 'loop-blocked',
      says: /event loop/,
      options: { timeoutMs: 2500 },
    },
    { variant: 'hangs', code: 'scenario-hung', says: /did not settle/, options: { timeoutMs: 3000 } },
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

  it('ends the processes that it started, and reports a failed teardown', async () => {
    const started: number[] = [];
    const write = process.stderr.write.bind(process.stderr);
    process.stderr.write = (text: string) => {
      const pid = /started (\d+)/.exec(text)?.[1];
      if (pid !== undefined) started.push(Number(pid));
      return pid === undefined ? write(text) : true;
    };
    try {
      const result = await check('bad', { variant: 'starts a process', cycles: 2 });
      expect(reasonOf(result), 'the process lives at the last look').to.equal('unseen-isolate');
      expect(result.remarks.join()).to.contain('no database any more');
    } finally {
      process.stderr.write = write;
    }
    expect(started).to.have.length(1);
    // It has been killed; the system may take a moment to say so.
    await until(async () => !(await isRunning(started[0] ?? 0)));
  });

  it('is rejected without an iteration function', async () => {
    const error: unknown = await check('no-iteration').catch((reason: unknown) => reason);
    expect(error).to.include({ code: 'ERR_SCENARIO_DEFINITION' });
    expect(error).to.have.property('message').that.contains('its exports: iterate');
  });

  it('may set only the options of a scenario', async () => {
    for (const options of [{ worker: 'process' }, 5]) {
      const error = await rejectionOf(checkLeaks({ iteration: () => null, options } as Scenario));
      expect(error, JSON.stringify(options)).to.include({ code: 'ERR_SCENARIO_DEFINITION' });
    }
  });

  it('runs as TypeScript if Node strips types, and otherwise is rejected with what to do', async () => {
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

  it('is rejected if its file does not exist', async () => {
    const error: unknown = await check('not-there').catch((reason: unknown) => reason);
    expect(error).to.include({ code: 'ERR_FILE_NOT_FOUND' });
  });

  it('is rejected if it is neither a module nor a function, and so are known leaks without a fingerprint', async () => {
    for (const nothing of [undefined, null, 5]) {
      const error = await rejectionOf(checkLeaks(nothing as unknown as string));
      expect(error).to.include({ code: 'ERR_SCENARIO_DEFINITION' });
    }
    const knownLeaks = [{ fingerprint: 'x', reason: 'x', expires: '2999-12-31' }];
    expect(await rejectionOf(check('clean', { knownLeaks }))).to.include({ code: 'ERR_KNOWN_LEAKS' });
  });

  it('is not started with an invalid option', async () => {
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
