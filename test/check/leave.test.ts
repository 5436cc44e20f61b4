import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import type { CheckOptions } from '../../harness/check/index.js';
import { ConnectedProcesses } from '../../harness/isolates/program/connected/index.js';
import { startAgent } from '../../harness/check/run/start-agent.js';
import { WorkerSubject } from '../../harness/check/run/worker-subject.js';
import { check, reasonOf, scenario } from '../support/check-scenario.js';
import { rejectionOf } from '../support/errors.js';
import { until } from '../support/run-program.js';
import { withTemporaryFolder } from '../support/temporary-folder.js';

/** Lines that the scenario has written when its check is over. */
async function toldBy(
  how: string,
  use: (options: CheckOptions, file: string) => Promise<unknown>,
): Promise<string[]> {
  return withTemporaryFolder(async (folder) => {
    const file = join(folder, 'told');
    await use({ variant: `${how}|${file}` }, file);
    return (await readFile(file, 'utf8')).trim().split('\n');
  });
}

describe('A scenario that ends early', () => {
  for (const [how, code, timeoutMs] of [
    ['throws', 'scenario-threw', 60_000],
    ['hangs', 'scenario-hung', 4000],
    ['is slow', 'time-budget', 4000],
  ] as const) {
    it(`aborts its signal and runs its teardown when it ${how}`, async () => {
      const told = await toldBy(how, async (options) => {
        const result = await check('leaves', { ...options, timeoutMs });
        expect(reasonOf(result)).to.equal(code);
        expect(result.remarks).to.deep.equal([]);
      });
      expect(told.filter((line) => line !== 'hangs')).to.deep.equal(['aborted', 'torn down']);
    });
  }

  it('aborts its signal and runs its teardown when the caller aborts, also in an endless iteration', async () => {
    for (const worker of ['thread', 'process'] as const) {
      const told = await toldBy('hangs', async (options, file) => {
        const controller = new AbortController();
        const { signal } = controller;
        const checked = rejectionOf(check('leaves', { ...options, worker, signal }));
        await until(() => Promise.resolve(existsSync(file)));
        controller.abort(new Error('enough'));
        expect(await checked).to.include({ message: 'enough' });
      });
      expect(told, worker).to.deep.equal(['hangs', 'aborted', 'torn down']);
    }
  });

  it('has time for its teardown after a timeout, and needs no teardown', async () => {
    for (const name of ['leaves', 'sessions']) {
      const told = await toldBy('x', async ({ variant = '' }, file) => {
        await writeFile(file, '');
        const started = new WorkerSubject(
          await startAgent({}),
          new ConnectedProcesses(),
          performance.now() + 60_000,
        );
        try {
          await started.load(scenario(name).href, variant);
          started.deadline = performance.now() - 1;
          await started.teardown();
        } finally {
          await started.end();
        }
      });
      expect(told, name).to.deep.equal([name === 'leaves' ? 'torn down' : '']);
    }
  });
});
