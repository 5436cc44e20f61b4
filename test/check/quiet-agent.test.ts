import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import { expect } from 'chai';
import { checkLeaks } from '../../harness/check/index.js';
import { withTemporaryFolder } from '../support/temporary-folder.js';

/** Each process is reported to the agent, which notes the line that started it. */
const STARTS_PROCESSES = `import { execFile } from 'node:child_process';
  export async function iteration() { await new Promise((done) => execFile('true', done)); }`;

describe('the agent beside a scenario', () => {
  it('leaves nothing behind that would need a confirming run', () =>
    withTemporaryFolder(async (folder) => {
      const module = join(folder, 'scenario.mjs');
      await writeFile(module, STARTS_PROCESSES);
      const { verdict, evidence } = await checkLeaks(module);
      expect(verdict).to.equal('clean');
      // A confirming run is ten times as long as a cycle, and more.
      const counts = evidence.cycles.map(({ iterations }) => iterations);
      expect(Math.max(...counts), counts.join(' + ')).to.be.at.most(3 * Math.min(...counts));
    }));
});
