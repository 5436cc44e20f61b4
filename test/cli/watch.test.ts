import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { compile } from '../../harness/cli/watch.js';
import { PROJECT } from '../support/project.js';
import { withTemporaryFolder } from '../support/temporary-folder.js';

describe('compiling after a change', () => {
  it('is not tried where there is no tsconfig.json', () =>
    withTemporaryFolder(async (folder) => expect(await compile(folder)).to.equal(null)));

  it('complains, and goes on, where there is a tsconfig.json and no TypeScript', () =>
    withTemporaryFolder(async (folder) => {
      await writeFile(join(folder, 'tsconfig.json'), '{}');
      expect(await compile(folder))
        .to.include('no TypeScript')
        .and.match(/\n$/);
    }));

  it('complains of what the compiler complains of, and of nothing else', () =>
    withTemporaryFolder(async (folder) => {
      await mkdir(join(folder, 'node_modules'));
      await symlink(join(PROJECT, 'node_modules', 'typescript'), join(folder, 'node_modules', 'typescript'));
      await writeFile(
        join(folder, 'tsconfig.json'),
        '{ "files": ["one.ts"], "compilerOptions": { "types": [] } }',
      );
      await writeFile(join(folder, 'one.ts'), 'export const one: number = 1;');
      expect(await compile(folder)).to.equal(null);
      await writeFile(join(folder, 'one.ts'), "export const one: number = '1';");
      expect(await compile(folder))
        .to.include('one.ts')
        .and.include('TS2322');
    }));
});
