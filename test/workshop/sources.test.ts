import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { readSources } from '../../harness/workshop/sources.js';
import { PROJECT } from '../support/project.js';
import { withTemporaryFolder } from '../support/temporary-folder.js';

describe('readSources()', () => {
  it('reads the TypeScript of a case, even if the folder of the compiled twin is given', async () => {
    const [source, compiled] = await Promise.all(
      [['cases'], ['dist', 'cases']].map((way) => readSources(join(PROJECT, ...way, 'self-cleaning'))),
    );
    expect(compiled).to.deep.equal(source);
    expect(source?.map(({ name }) => name)).to.deep.equal(['case.ts', 'worker.ts', 'jdk-traces.ts']);
    expect(source?.[0]?.text).to.include('defineCase');
  });

  it('reads the JavaScript of a case that has only that, without declaration files', async () => {
    await withTemporaryFolder(async (folder) => {
      const own = join(folder, 'own');
      await mkdir(own);
      for (const name of ['worker.mjs', 'case.mjs', 'case.d.ts', 'notes.md'])
        await writeFile(join(own, name), name);
      const names = (await readSources(own)).map(({ name }) => name);
      expect(names).to.deep.equal(['case.mjs', 'worker.mjs']);
    });
  });

  it('returns an empty list for a missing folder', async () => {
    await withTemporaryFolder(async (folder) => {
      expect(await readSources(join(folder, 'nowhere'))).to.deep.equal([]);
    });
  });
});
