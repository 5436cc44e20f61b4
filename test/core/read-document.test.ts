import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { readDocument } from '../../harness/core/read-document.js';
import { replaceFile } from '../../harness/core/replace-file.js';
import { rejectionOf } from '../support/errors.js';
import { withTemporaryFolder } from '../support/temporary-folder.js';

describe('readDocument()', () => {
  it('reads a file as a whole, up to its limit', () =>
    withTemporaryFolder(async (folder) => {
      const file = join(folder, 'text');
      await writeFile(file, 'abcd');
      expect(String(await readDocument(file))).to.equal('abcd');
      expect(String(await readDocument(file, 4))).to.equal('abcd');
      expect(String(await rejectionOf(readDocument(file, 3)))).to.include('it has more than');
    }));

  it('ends at its limit if a device has no end', async () => {
    const device = '/dev/zero';
    const error = await rejectionOf(readDocument(device, 1024 * 1024));
    expect(String(error)).to.include(existsSync(device) ? 'it has more than 1 MiB' : 'ENOENT');
  });
});

describe('replaceFile()', () => {
  it('replaces no folder', () =>
    withTemporaryFolder(async (folder) => {
      expect(String(await rejectionOf(replaceFile(folder, '')))).to.include('is not a regular file');
    }));
});
