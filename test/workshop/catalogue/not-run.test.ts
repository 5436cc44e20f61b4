import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { caseNotRun, installCommand, missingPackage } from '../../../harness/workshop/catalogue/not-run.js';
import { discoverCases, missingPackages } from '../../../harness/workshop/index.js';
import { loadCase } from '../../../harness/workshop/load-case.js';
import { expectHeapwitnessError, rejectionOf } from '../../support/errors.js';
import { PROJECT } from '../../support/project.js';
import { withTemporaryFolder } from '../../support/temporary-folder.js';

describe('a case whose package is not installed', () => {
  it('is detected by the error of Node, also as a cause, and no other error is mistaken for it', async () => {
    expect(missingPackage(await errorOf("import 'not-installed/part';"))).to.equal('not-installed');
    expect(missingPackage(await errorOf("import '@scope/not-installed';"))).to.equal('@scope/not-installed');
    expect(missingPackage(await errorOf("import './not-there.js';"))).to.equal(null);
    expect(missingPackage(await errorOf("throw new Error('broken');"))).to.equal(null);
    expect(missingPackage("Cannot find package 'x'")).to.equal(null);
  });

  it('names the package in the version that the cases were written for', () => {
    const { id, reason, needs } = caseNotRun('worker-pool', 'piscina');
    expect({ id, reason }).to.deep.equal({ id: 'worker-pool', reason: 'missing-package' });
    expect(needs).to.match(/^piscina@\d+\.\d+\.\d+$/);
    expect(caseNotRun('any', 'unheard-of').needs).to.equal('unheard-of');
  });

  it('names the one command that helps; with heapwitness, if that is not installed in the folder', () => {
    const cases = [caseNotRun('one', 'a'), caseNotRun('two', 'a'), caseNotRun('three', 'b')];
    expect(installCommand(cases, PROJECT)).to.equal('npm install a b');
    expect(installCommand(cases, '/')).to.match(/^npm install heapwitness@\d+\.\d+\.\d+ a b$/);
  });

  it('is a typed error if nothing else can be run', () => {
    const { message } = expectHeapwitnessError(
      missingPackages([caseNotRun('one', 'a')]),
      'ERR_MISSING_PACKAGE',
    );
    expect(message).to.include('the case one needs a').and.include('Run npm install a');
  });

  it('cannot be used in any other folder than the published catalogue', () =>
    withTemporaryFolder(async (folder) => {
      await mkdir(join(folder, 'mine'));
      await writeFile(join(folder, 'mine', 'case.mjs'), "import 'not-installed';");
      const { message } = expectHeapwitnessError(
        await rejectionOf(discoverCases(folder)),
        'ERR_CASE_DEFINITION',
      );
      expect(message).to.include('Case mine').and.include("Cannot find package 'not-installed'");
    }));
});

/** What loading a case with this code rejects with. */
function errorOf(code: string): Promise<unknown> {
  return withTemporaryFolder(async (folder) => {
    const file = join(folder, 'case.mjs');
    await writeFile(file, code);
    return rejectionOf(loadCase('any', file));
  });
}
