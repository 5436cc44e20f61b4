import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { writeNewFolder } from '../../../harness/workshop/eject/write-new-folder.js';
import { expectHeapwitnessError, rejectionOf } from '../../support/errors.js';
import { withTemporaryFolder } from '../../support/temporary-folder.js';

const FILES = new Map([
  ['a.txt', 'A'],
  ['b/c.txt', 'C'],
]);
/** The second file cannot be written, because the first one is where its folder would be. */
const IMPOSSIBLE = new Map([
  ['a', 'A'],
  ['a/b', 'B'],
]);

async function refusal(folder: string, files = FILES): Promise<string> {
  const error = await rejectionOf(writeNewFolder(folder, files));
  return expectHeapwitnessError(error, 'ERR_CASE_FOLDER').message;
}

describe('writeNewFolder()', () => {
  it('writes all files to a new folder, with the folders above it', () =>
    withTemporaryFolder(async (root) => {
      await writeNewFolder(join(root, 'x', 'y'), FILES);
      expect(await readdir(join(root, 'x'))).to.deep.equal(['y']);
      expect(await readFile(join(root, 'x', 'y', 'b', 'c.txt'), 'utf8')).to.equal('C');
    }));

  it('writes all files to an empty folder, which stays itself, also by way of a link', () =>
    withTemporaryFolder(async (root) => {
      await mkdir(join(root, 'empty'));
      await symlink('empty', join(root, 'link'));
      await writeNewFolder(join(root, 'link'), FILES);
      expect((await readdir(join(root, 'empty'))).toSorted()).to.deep.equal(['a.txt', 'b']);
      expect((await readdir(root)).toSorted()).to.deep.equal(['empty', 'link']);
    }));

  it('refuses a folder that contains anything, and a file, with what to do', () =>
    withTemporaryFolder(async (root) => {
      await mkdir(join(root, 'full'));
      await writeFile(join(root, 'full', 'mine'), 'mine');
      expect(await refusal(join(root, 'full')))
        .to.include('it contains "mine"')
        .and.include('Name a new folder, or an empty one.');
      for (const path of [join('full', 'mine'), join('full', 'mine', 'x')])
        expect(await refusal(join(root, path))).to.include('is a file');
      expect(await readdir(root)).to.deep.equal(['full']);
      expect(await readdir(join(root, 'full'))).to.deep.equal(['mine']);
    }));

  it('leaves nothing if a file cannot be written', () =>
    withTemporaryFolder(async (root) => {
      expect(await refusal(join(root, 'x', 'y'), IMPOSSIBLE)).to.include('cannot be copied');
      expect(await readdir(root)).to.deep.equal([]);
      await mkdir(join(root, 'empty'));
      await refusal(join(root, 'empty'), IMPOSSIBLE);
      expect(await readdir(root)).to.deep.equal(['empty']);
      expect(await readdir(join(root, 'empty'))).to.deep.equal([]);
    }));
});
