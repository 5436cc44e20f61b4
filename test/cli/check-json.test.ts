import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import type { CheckResult } from 'heapwitness';
import { COMMAND } from '../support/project.js';
import { endOf, startNode } from '../support/run-program.js';
import { withTemporaryFolder } from '../support/temporary-folder.js';

const SCENARIO = fileURLToPath(new URL('../support/scenarios/held-by-six.js', import.meta.url));
/** What moves a cursor, reorders text or cannot be seen. */
const VARIANT = '\u009b2J\u001b]0;pwned\u0007\u202e\u2066\u200b\u{e0001}';

describe('heapwitness check --json', function () {
  this.timeout(180_000);

  it('prints what moves a cursor or reorders text as escapes, and all retainers that --holders requests', () =>
    withTemporaryFolder(async (folder) => {
      const args = ['check', SCENARIO, '--json', '--holders', '5', '--variant', VARIANT];
      const ended = await endOf(startNode(COMMAND, { args, cwd: folder, env: { TMPDIR: folder } }));
      expect(ended.code, ended.stderr).to.equal(1);
      expect(ended.stdout).to.match(/^[\n\u0020-\u007e]*$/);
      const { variant, findings } = JSON.parse(ended.stdout) as CheckResult;
      expect(variant).to.equal(VARIANT);
      const { holders = [], holdersComplete } = findings[0]?.witness ?? {};
      expect({ further: holders.length, holdersComplete }).to.deep.equal({
        further: 5,
        holdersComplete: true,
      });
    }));
});
