import { chmod, mkdir, readFile, readdir, readlink, stat, symlink, writeFile } from 'node:fs/promises';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'chai';
import { prepareReport, writeReport } from '../../harness/render/index.js';
import { leakingCase, SNAPSHOT } from '../support/case-results.js';
import { leakResult } from '../support/check-results.js';
import { expectHeapwitnessError, rejectionOf } from '../support/errors.js';
import { runProgram } from '../support/run-program.js';
import { withTemporaryFolder } from '../support/temporary-folder.js';
import { writeVerdictTo } from '../support/written-verdict.js';
import { ENVIRONMENT, writeTo } from './written-report.js';

const OPTIONS = { startedAt: new Date(0), environment: ENVIRONMENT };

describe('the folder of a report', () => {
  it('contains what reports/README.md lists, and no other folder is left beside it', async () => {
    await withTemporaryFolder(async (parent) => {
      await writeTo(join(parent, 'latest'), [leakingCase()]);
      expect(await readdir(parent)).to.deep.equal(['latest']);
      const listed = await listedFiles();
      expect((await readdir(join(parent, 'latest'))).sort()).to.deep.equal(listed);
    });
  });

  it('is created with its parent folders', async () => {
    await withTemporaryFolder(async (parent) => {
      await writeTo(join(parent, 'a', 'b', 'latest'), [leakingCase()]);
      expect(await readdir(join(parent, 'a', 'b'))).to.deep.equal(['latest']);
    });
  });

  it('is readable only by its owner, including snapshots', async () => {
    await withTemporaryFolder(async (parent) => {
      const work = await prepareReport(join(parent, 'latest'));
      const snapshot = join(work.snapshotFolder, SNAPSHOT);
      await writeFile(snapshot, '{}');
      await chmod(snapshot, 0o644);
      await writeReport([leakingCase()], { ...work, ...OPTIONS });
      const files = await readdir(join(parent, 'latest'), { recursive: true, withFileTypes: true });
      for (const file of files) {
        const { mode } = await stat(join(file.parentPath, file.name));
        expect((mode & 0o777).toString(8), file.name).to.equal(file.isDirectory() ? '700' : '600');
      }
    });
  });

  it('replaces the previous report as a whole', async () => {
    await withTemporaryFolder(async (parent) => {
      const folder = join(parent, 'latest');
      const first = await prepareReport(folder);
      await writeFile(join(first.snapshotFolder, SNAPSHOT), '{}');
      await writeReport([leakingCase({ id: 'first' })], { ...first, ...OPTIONS });
      expect(await readdir(join(folder, 'snapshots'))).to.deep.equal([SNAPSHOT]);
      await writeTo(folder, [leakingCase({ id: 'second' })]);
      expect(await idsIn(folder)).to.deep.equal(['second']);
      expect(await readdir(join(folder, 'snapshots'))).to.deep.equal([]);
    });
  });

  it('is the target of a symbolic link, which stays, also if the target does not exist yet', async () => {
    await withTemporaryFolder(async (parent) => {
      const link = join(parent, 'latest');
      await mkdir(join(parent, 'elsewhere'));
      await symlink(join('elsewhere', 'report'), link);
      for (const id of ['first', 'second']) {
        await writeTo(link, [leakingCase({ id })]);
        expect(await readlink(link)).to.equal(join('elsewhere', 'report'));
        expect(await idsIn(link)).to.deep.equal([id]);
      }
      expect(await readdir(join(parent, 'elsewhere'))).to.deep.equal(['report']);
    });
  });

  it('is rejected if a symbolic link leads to a folder with other files, or to itself', async () => {
    await withTemporaryFolder(async (parent) => {
      await mkdir(join(parent, 'photos'));
      await writeFile(join(parent, 'photos', 'a.jpg'), 'dear to somebody');
      await symlink('photos', join(parent, 'latest'));
      await symlink('round', join(parent, 'round'));
      for (const [name, why] of [
        ['latest', 'a.jpg'],
        ['round', 'loop'],
      ] as const) {
        const error = await rejectionOf(prepareReport(join(parent, name)));
        expect(expectHeapwitnessError(error, 'ERR_REPORT_FOLDER').message).to.include(why);
      }
      expect(await readFile(join(parent, 'photos', 'a.jpg'), 'utf8')).to.equal('dear to somebody');
    });
  });

  it('replaces the report of a check, and is replaced by one', async () => {
    await withTemporaryFolder(async (parent) => {
      const folder = join(parent, 'latest');
      await writeVerdictTo(folder, leakResult());
      await writeTo(folder, [leakingCase({ id: 'second' })]);
      expect(await idsIn(folder)).to.deep.equal(['second']);
      await writeVerdictTo(folder, leakResult());
      expect(await readdir(folder)).to.not.include('summary.txt');
    });
  });

  it('contains only snapshots that a case lists, so that the next run recognises all of them', async () => {
    await withTemporaryFolder(async (parent) => {
      const folder = join(parent, 'latest');
      const work = await prepareReport(folder);
      await writeFile(join(work.snapshotFolder, 'left.heapsnapshot'), '{}');
      await writeFile(join(work.snapshotFolder, SNAPSHOT), '{}');
      await writeReport([leakingCase()], { ...work, ...OPTIONS });
      expect(await readdir(join(folder, 'snapshots'))).to.deep.equal([SNAPSHOT]);
    });
  });

  it('keeps the old report if the new one cannot be written, and leaves no partial files', async () => {
    await withTemporaryFolder(async (parent) => {
      const folder = join(parent, 'latest');
      await writeTo(folder, [leakingCase({ id: 'first' })]);
      const work = await prepareReport(folder);
      await mkdir(join(work.workFolder, 'index.html'));
      const error = await rejectionOf(writeReport([leakingCase({ id: 'second' })], { ...work, ...OPTIONS }));
      expectHeapwitnessError(error, 'ERR_REPORT_FOLDER');
      expect(await idsIn(folder)).to.deep.equal(['first']);
      expect(await readdir(parent)).to.deep.equal(['latest']);
    });
  });

  it('keeps files that were added to the old report’s folder during the run', async () => {
    await withTemporaryFolder(async (parent) => {
      const folder = join(parent, 'latest');
      await writeTo(folder, [leakingCase({ id: 'first' })]);
      const work = await prepareReport(folder);
      await writeFile(join(folder, 'thesis.txt'), 'mine');
      const error = await rejectionOf(writeReport([leakingCase()], { ...work, ...OPTIONS }));
      expectHeapwitnessError(error, 'ERR_REPORT_FOLDER');
      expect(await readFile(join(folder, 'thesis.txt'), 'utf8')).to.equal('mine');
      expect(await readdir(parent)).to.deep.equal(['latest']);
    });
  });

  it('removes what dead runs left beside it', async () => {
    await withTemporaryFolder(async (parent) => {
      const dead = deadProcess();
      await mkdir(join(parent, `latest.partial-${dead}`));
      await mkdir(join(parent, 'latest.partial-mine'));
      await mkdir(join(parent, 'other.partial-1'));
      await writeTo(join(parent, 'latest'), []);
      expect((await readdir(parent)).sort()).to.deep.equal([
        'latest',
        'latest.partial-mine',
        'other.partial-1',
      ]);
    });
  });

  it('does not touch folders that only have the name of a leftover', async () => {
    await withTemporaryFolder(async (parent) => {
      for (const kind of ['partial', 'old']) {
        const folder = join(parent, `latest.${kind}-${deadProcess()}`);
        await mkdir(folder);
        await writeFile(join(folder, 'thesis.txt'), 'mine');
      }
      await writeTo(join(parent, 'latest'), []);
      expect(await readdir(parent)).to.have.length(3);
    });
  });

  it('replaces a report that cannot be removed, and is replaced by the next one', async () => {
    const { stdout, stderr, code } = await runProgram('unremovable-report');
    expect({ stdout, code }, stderr).to.deep.equal({
      stdout: 'second: latest latest.old\nthird: latest latest.old\n',
      code: 0,
    });
  });

  it('is restored if a run died after moving it aside', async () => {
    await withTemporaryFolder(async (parent) => {
      const old = join(parent, `latest.old-${deadProcess()}`);
      await writeTo(old, [leakingCase({ id: 'first' })]);
      await prepareReport(join(parent, 'latest'));
      expect(await idsIn(join(parent, 'latest'))).to.deep.equal(['first']);
    });
  });

  it('does not touch what a live run is writing', async () => {
    await withTemporaryFolder(async (parent) => {
      const partial = join(parent, `latest.partial-${process.ppid}`);
      await mkdir(partial);
      await writeTo(join(parent, 'latest'), []);
      expect((await stat(partial)).isDirectory()).to.equal(true);
    });
  });

  const unusable: Readonly<Record<string, (parent: string) => Promise<string>>> = {
    'a file': async (parent) => {
      await writeFile(join(parent, 'file'), '');
      return join(parent, 'file');
    },
    'below a file': async (parent) => {
      await writeFile(join(parent, 'file'), '');
      return join(parent, 'file', 'latest');
    },
    'under /proc': () => Promise.resolve('/proc/x/latest'),
    'a folder with other files': async (parent) => {
      await writeFile(join(parent, 'thesis.txt'), '');
      return parent;
    },
  };
  for (const [what, make] of Object.entries(unusable)) {
    it(`is rejected before the first case runs if it is ${what}`, async () => {
      await withTemporaryFolder(async (parent) => {
        const folder = await make(parent);
        const before = await readdir(parent);
        const error = expectHeapwitnessError(await rejectionOf(prepareReport(folder)), 'ERR_REPORT_FOLDER');
        expect(error.message).to.include(JSON.stringify(folder));
        expect(await readdir(parent)).to.deep.equal(before);
      });
    });
  }
});

async function idsIn(folder: string): Promise<string[]> {
  const text = await readFile(join(folder, 'report.json'), 'utf8');
  return (JSON.parse(text) as { cases: { id: string }[] }).cases.map(({ id }) => id);
}

async function listedFiles(): Promise<string[]> {
  const readme = await readFile(new URL('../../../reports/README.md', import.meta.url), 'utf8');
  return [...readme.matchAll(/^\| `([^`]+?)\/?` /gm)].map((match) => match[1] ?? '').sort();
}

/** The id of a process that has ended. */
function deadProcess(): number {
  return spawnSync(process.execPath, ['--version']).pid;
}
