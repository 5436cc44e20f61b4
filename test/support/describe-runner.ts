import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { expect } from 'chai';
import { PROJECT } from './project.js';
import { type Ended, endOf, startNode } from './run-program.js';

const FIXTURES = join(PROJECT, 'test', 'fixtures', 'runners');
const RUNNER_MS = 480_000;

interface Runner {
  readonly start: (file: string) => Promise<Ended>;
  readonly ending: string;
  /** What it prints of the tests that have passed, failed, and were skipped. */
  readonly counts: RegExp;
}

const RUNNERS = {
  mocha: {
    start: (file) => run(binOf('mocha', 'bin/mocha.js'), ['--no-config', file]),
    ending: '.mjs',
    counts: /1 passing[^]*1 pending[^]*1 failing/,
  },
  vitest: {
    start: (file) => run(binOf('vitest', 'vitest.mjs'), ['run', '--root', dirname(file), file]),
    ending: '.test.mjs',
    counts: /1 failed \| 6 passed \| 1 skipped/,
  },
  jest: {
    start: (file) => run(binOf('jest', 'bin/jest.js'), ['--rootDir', dirname(file), '--config', JEST, file]),
    ending: '.test.cjs',
    counts: /1 failed, 1 skipped, 5 passed/,
  },
  'node-test': {
    start: (file) => run('--test', [file]),
    ending: '.mjs',
    counts: /# pass 1\n# fail 1\n# cancelled 0\n# skipped 1/,
  },
} as const satisfies Readonly<Record<string, Runner>>;
/** Its defaults: CommonJS, no transformation of what needs none. */
const JEST = JSON.stringify({ testMatch: ['**/*.test.cjs'] });

/** Tests `leakTest` in a runner that runs a real suite, as its users do. */
export function describeRunner(name: keyof typeof RUNNERS): void {
  const { start, ending, counts }: Runner = RUNNERS[name];
  describe(`leakTest of ${name}`, () => {
    it('fails the test that leaks, with its trace, and passes the others', async () => {
      const { code, stdout, stderr } = await start(join(FIXTURES, name, `suite${ending}`));
      const text = stripVTControlCharacters(stdout + stderr);
      expect(text).to.match(counts);
      expect(code, text).to.equal(1);
      expect(text)
        .to.match(/keeps its session/)
        .and.match(/sessions\.get\("user-\d+"\)/);
      expect(text).to.match(/╰→ Session /);
    }).timeout(RUNNER_MS);

    it('lets a run fail in which an assertion was not awaited', async () => {
      const { code, stdout, stderr } = await start(join(FIXTURES, name, `unawaited${ending}`));
      const text = stripVTControlCharacters(stdout + stderr);
      expect(code, text).to.equal(1);
      expect(text).to.match(/its result was not awaited/);
      // vitest waits for what is no matcher, and so reports the leak itself.
      if (name === 'vitest')
        expect(text)
          .to.match(/2 failed/)
          .and.match(/kept\[\d+\]/);
    }).timeout(RUNNER_MS);
  });
}

function run(file: string, args: readonly string[]): Promise<Ended> {
  const env = { NODE_TEST_CONTEXT: undefined, FORCE_COLOR: '0', CI: 'true' };
  return endOf(startNode(file, { args, env, cwd: PROJECT }));
}

function binOf(name: string, file: string): string {
  return join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), file);
}
