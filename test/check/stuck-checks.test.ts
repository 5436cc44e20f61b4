import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { checkLeaks } from '../../harness/check/index.js';
import { check, reasonOf } from '../support/check-scenario.js';
import { withTemporaryFolder } from '../support/temporary-folder.js';

/** Modules that make the process of a check stop responding. */
const STUCK: Readonly<Record<string, string>> = {
  'an inspector that does not return': `export const inspectors = [{ name: 'x', describe() { for (;;) Atomics.wait(cells, 0, 0); } }];
    const cells = new Int32Array(new SharedArrayBuffer(4));`,
  'inspectors whose module loops': `import { isMainThread } from 'node:worker_threads';
    if (isMainThread) for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    export const inspectors = [];`,
  'inspectors whose module replaces Map.prototype.get': `import { isMainThread } from 'node:worker_threads';
    if (isMainThread) Map.prototype.get = () => undefined;
    export const inspectors = [];`,
  'inspectors whose module ends the connection to the supervisor': `import { isMainThread } from 'node:worker_threads';
    if (isMainThread) process.disconnect();
    export const inspectors = [];`,
  'an iteration that stops the process': `let count = 0;
    const stop = () => process.kill(process.pid, 'SIGSTOP');`,
};
const LEAK = `class Thing {}
  const held = [];
  export function iteration() {
    held.push(new Thing());
    if (typeof stop === 'function' && held.length === 15) stop();
  }`;

describe('checkLeaks, when the process of the check is stuck', function () {
  this.timeout(200_000);

  it('is inconclusive a while after its timeout', () =>
    withTemporaryFolder(async (folder) => {
      // Most of it is waiting, so all of them wait at once.
      const checking = Object.entries(STUCK).map(async ([what, text], at) => {
        const module = join(folder, `stuck-${at}.mjs`);
        await writeFile(module, `${text}\n${LEAK}`);
        const result = await checkLeaks(module, { iterations: 11, cycles: 2, timeoutMs: 1000 });
        return [what, result.verdict] as const;
      });
      const expected = Object.keys(STUCK).map((what) => [what, 'inconclusive'] as const);
      expect(await Promise.all(checking)).to.deep.equal(expected);
    }));
});

describe('checkLeaks, of a scenario with a thread in an endless loop', function () {
  this.timeout(200_000);

  it('reads the thread, and ends', async () => {
    const variant = 'a thread loops endlessly';
    const options = { variant, iterations: 11, warmupIterations: 3, cycles: 2, timeoutMs: 120_000 };
    const result = await check('threads', options);
    expect(reasonOf(result)).to.equal('clean');
    expect(result.evidence.alsoRead).to.have.lengthOf(1);
  });
});
