import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { checkLeaks } from '../../harness/check/index.js';
import { formatVerdict } from '../../harness/render/text/index.js';
import type { CheckOptions, CheckResult } from '../../harness/check/index.js';
import { expectHeapwitnessError, rejectionOf } from '../support/errors.js';
import { runProgram } from '../support/run-program.js';
import { withTemporaryFolder } from '../support/temporary-folder.js';

const scenario = (name: string): URL => new URL(`../support/scenarios/${name}.js`, import.meta.url);

describe('checkLeaks with inspectors', () => {
  it('describes the trace with the inspectors that the scenario exports', async () => {
    const result = await checkLeaks(scenario('inspected'));
    expect(formatVerdict(result)).to.match(
      /├─ ConnectionPool: our only pool {2}.*inspected\.ts:5:\d+\n│ {5}leaking: no \(a singleton by design\)\n│ {5}↓ pool\.peers\n[^]*Connection/,
    );
    expect(result.findings[0]?.witness?.signature).to.include('peers').and.not.include('byPeer');
  });

  it('calls inspectors from modules of the caller before the built-in ones', async () => {
    await withTemporaryFolder(async (folder) => {
      const file = join(folder, 'words.mjs');
      await writeFile(
        file,
        moduleOf(
          "{ name: 'w', describe: (node, heap) => heap.name(node) === 'Session' ? { label: 'our words' } : undefined }",
        ),
      );
      const told = await checkLeaks(scenario('leaky'), { variant: 'each, briefly', inspectors: [file] });
      expect(told.findings[0]?.path.at(-1)?.node).to.equal('Session: our words');
    });
  });

  it('describes the trace of a function with inspectors that are passed as objects', async () => {
    const { stdout, stderr } = await runProgram('check-functions', { args: ['inspectors'] });
    const result = JSON.parse(stdout) as CheckResult;
    expect(result.findings[0]?.path.at(-1)?.node, stderr).to.equal('Ticket: not torn off');
  });

  it('ends a check as inconclusive if an inspector does not return', async function () {
    this.timeout(120_000);
    await withTemporaryFolder(async (folder) => {
      const file = join(folder, 'endless.mjs');
      await writeFile(file, moduleOf("{ name: 'endless', describe() { for (;;); } }"));
      // Few iterations: the inspector must be called before the timeout, however busy the machine is.
      const brief = { iterations: 11, warmupIterations: 3, cycles: 2 };
      const options = { variant: 'each, briefly', inspectors: [file], timeoutMs: 9000, ...brief };
      const result = await checkLeaks(scenario('leaky'), options);
      expect(result).to.have.property('verdict', 'inconclusive');
      expect(result)
        .to.have.nested.property('reason.message')
        .that.matches(/stopped long after its timeout of 9000 ms/);
    });
  });

  const wrong: { title: string; module: string; says: RegExp }[] = [
    { title: 'that is no list', module: 'export const inspectors = 7;', says: /inspectors is 7, not a list/ },
    {
      title: 'without a name',
      module: moduleOf('{ describe() {} }'),
      says: /inspectors\[0\].*its name is undefined/,
    },
    {
      title: 'that throws',
      module: moduleOf("{ name: 'mine', describe() { throw new Error('oops'); } }"),
      says: /"mine".*its describe threw: oops/,
    },
    {
      title: 'that goes nowhere',
      module: moduleOf("{ name: 'mine', refer: () => ({ hops: 0, text: '.x' }) }"),
      says: /"mine".*its refer returned 0 as hops/,
    },
    { title: 'that does not load', module: 'nonsense(', says: /cannot be loaded: SyntaxError/ },
  ];
  for (const { title, module, says } of wrong) {
    it(`rejects one ${title}`, async () => {
      await withTemporaryFolder(async (folder) => {
        const file = join(folder, 'inspectors.mjs');
        await writeFile(file, module);
        const options: CheckOptions = { variant: 'each, briefly', inspectors: [file] };
        const error = await rejectionOf(checkLeaks(scenario('leaky'), options));
        expect(expectHeapwitnessError(error, 'ERR_INSPECTOR').message).to.match(says);
      });
    });
  }

  it('rejects a missing module, and functions for a scenario that is judged in another process', async () => {
    const check = (inspectors: unknown): Promise<CheckResult> =>
      checkLeaks(scenario('leaky'), { inspectors } as CheckOptions);
    expectHeapwitnessError(await rejectionOf(check(['not-there.mjs'])), 'ERR_FILE_NOT_FOUND');
    const error = await rejectionOf(check([{ name: 'mine', describe: () => undefined }]));
    expect(expectHeapwitnessError(error, 'ERR_USAGE').message).to.contain('export const inspectors');
    expectHeapwitnessError(await rejectionOf(check('x')), 'ERR_USAGE');
  });
});

function moduleOf(inspector: string): string {
  return `export const inspectors = [${inspector}];`;
}
