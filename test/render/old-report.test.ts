import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { prepareReport } from '../../harness/render/index.js';
import { leakingCase, SNAPSHOT } from '../support/case-results.js';
import { leakResult } from '../support/check-results.js';
import { expectHeapwitnessError, rejectionOf } from '../support/errors.js';
import { withTemporaryFolder } from '../support/temporary-folder.js';
import { writeVerdictTo } from '../support/written-verdict.js';
import { writeTo } from './written-report.js';

describe('a folder that a report replaces', () => {
  it('may be empty, or contain only files that operating systems create', async () => {
    await withTemporaryFolder(async (parent) => {
      const folder = join(parent, 'latest');
      await mkdir(folder);
      await writeTo(folder, [leakingCase({ id: 'first' })]);
      for (const name of ['.DS_Store', 'desktop.ini', 'Thumbs.db', join('snapshots', '.DS_Store')]) {
        await writeFile(join(folder, name), '');
      }
      await writeTo(folder, [leakingCase({ id: 'second' })]);
      expect(await readFile(join(folder, 'report.json'), 'utf8')).to.include('"id":"second"');
      expect(await readdir(folder)).to.not.include('.DS_Store');
    });
  });

  const foreign: Readonly<Record<string, { make: (folder: string) => Promise<void>; names: string }>> = {
    'snapshots that no report lists': {
      make: (folder) => write(folder, 'snapshots/prod.heapsnapshot'),
      names: '"snapshots", but no report.json',
    },
    'a page without a report.json': {
      make: (folder) => write(folder, 'index.html'),
      names: '"index.html", but no report.json',
    },
    'a report.json of something else': {
      make: (folder) => write(folder, 'report.json', '{"schemaVersion":1,"cases":"none"}'),
      names: '"report.json"',
    },
    'a report.json that is not JSON': {
      make: (folder) => write(folder, 'report.json', 'mine'),
      names: '"report.json"',
    },
    'a folder with the name of a report file': {
      make: async (folder) => {
        await writeTo(folder, [leakingCase()]);
        await rm(join(folder, 'summary.txt'));
        await write(folder, 'summary.txt/thesis.txt');
      },
      names: '"summary.txt"',
    },
    'a report with an added snapshot': {
      make: async (folder) => {
        await writeTo(folder, [leakingCase()]);
        await write(folder, 'snapshots/mine.heapsnapshot');
      },
      names: '"snapshots/mine.heapsnapshot"',
    },
    'a report with a folder among its snapshots': {
      make: async (folder) => {
        await writeTo(folder, [leakingCase()]);
        await write(folder, `snapshots/${SNAPSHOT}/thesis.txt`);
      },
      names: `"snapshots/${SNAPSHOT}"`,
    },
    'the report of a check with an added snapshot': {
      make: async (folder) => {
        await writeVerdictTo(folder, leakResult());
        await write(folder, 'snapshots/mine.heapsnapshot');
      },
      names: '"snapshots/mine.heapsnapshot"',
    },
  };
  for (const [what, { make, names }] of Object.entries(foreign)) {
    it(`is rejected and left unchanged if it contains ${what}; the message names it and what to do`, async () => {
      await withTemporaryFolder(async (parent) => {
        const folder = join(parent, 'latest');
        await make(folder);
        const before = await readdir(parent, { recursive: true });
        const error = expectHeapwitnessError(await rejectionOf(prepareReport(folder)), 'ERR_REPORT_FOLDER');
        expect(error.message)
          .to.include(names)
          .and.include('Name another folder, or move the files you need out of this one');
        expect(await readdir(parent, { recursive: true })).to.deep.equal(before);
      });
    });
  }
});

async function write(folder: string, file: string, text = 'mine'): Promise<void> {
  const path = join(folder, file);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
