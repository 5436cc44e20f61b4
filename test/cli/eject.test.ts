import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import type { ReportDocument } from '../../harness/render/index.js';
import { COMMAND, PROJECT } from '../support/project.js';
import { endOf, startNode } from '../support/run-program.js';
import type { Ended } from '../support/run-program.js';
import { withTemporaryFolder } from '../support/temporary-folder.js';

function heapwitness(folder: string, ...args: string[]): Promise<Ended> {
  return endOf(startNode(COMMAND, { args, cwd: folder, env: { TMPDIR: folder } }));
}

describe('heapwitness cases --eject', () => {
  it('copies a case that runs as stated from its own folder, and shows its JavaScript: 0', () =>
    withTemporaryFolder(async (folder) => {
      const { code, stdout, stderr } = await heapwitness(folder, 'cases', '--eject', 'try-finally', 'mine');
      expect(code, stderr).to.equal(0);
      expect(stdout)
        .to.include('mine/try-finally/case.js')
        .and.include('Run it: cd mine && npm install && npm start');
      const mine = join(folder, 'mine');
      await install(mine);
      const { start } = (await jsonIn(mine, 'package.json'))['scripts'] as { start: string };
      expect(start).to.equal('heapwitness cases --from .');
      const ran = await heapwitness(mine, ...start.split(' ').slice(1));
      expect(ran.code, ran.stderr).to.equal(0);
      const { cases } = await reportIn(join(mine, 'reports', 'latest'));
      expect(cases.map(({ outcome }) => outcome)).to.deep.equal(['as-stated']);
      expect(cases[0]?.sources.map(({ name }) => name)).to.deep.equal(['case.js', 'worker.js', 'using.js']);
      expect(cases[0]?.translations).to.have.property('zh-CN');
    }));

  it('copies to the working directory if that is empty: 0', () =>
    withTemporaryFolder(async (folder) => {
      const { code, stdout } = await heapwitness(folder, 'cases', '--eject', 'self-cleaning', '.');
      expect(code).to.equal(0);
      expect(stdout).to.include('Run it: npm install && npm start');
      await install(folder);
      // Its worker imports a part of the package that has no entry point.
      const worker = join(folder, 'self-cleaning', 'worker.js');
      expect(await endOf(startNode(worker, { cwd: folder }))).to.include({ code: 0, stderr: '' });
    }));

  const refused: { title: string; args: string[]; code: number; stderr: RegExp }[] = [
    {
      title: 'an unknown id, with near matches: 64',
      args: ['helo', 'x'],
      code: 64,
      stderr: /Did you mean hello/,
    },
    { title: 'a path as id: 64', args: ['../catalogue/hello', 'x'], code: 64, stderr: /Unknown case/ },
    { title: 'no folder: 64', args: ['hello'], code: 64, stderr: /--eject hello <folder>/ },
    { title: 'two folders: 64', args: ['hello', 'x', 'y'], code: 64, stderr: /2 folders were given/ },
    {
      title: 'an option of a run: 64',
      args: ['hello', 'x', '--watch'],
      code: 64,
      stderr: /cannot be used with/,
    },
    {
      title: 'a folder with files: 66',
      args: ['hello', '.'],
      code: 66,
      stderr: /contains "mine".*empty one/,
    },
  ];
  for (const { title, args, code, stderr } of refused) {
    it(`refuses ${title}`, () =>
      withTemporaryFolder(async (folder) => {
        await writeFile(join(folder, 'mine'), '');
        const ended = await heapwitness(folder, 'cases', '--eject', ...args);
        expect(ended.code).to.equal(code);
        expect(ended.stderr).to.match(stderr);
        expect(await readdir(folder)).to.deep.equal(['mine']);
      }));
  }
});

/** Stands for `npm install` of a case that needs only heapwitness. */
async function install(folder: string): Promise<void> {
  await mkdir(join(folder, 'node_modules'));
  await symlink(PROJECT, join(folder, 'node_modules', 'heapwitness'));
}

async function reportIn(folder: string): Promise<ReportDocument> {
  return (await jsonIn(folder, 'report.json')) as unknown as ReportDocument;
}

async function jsonIn(folder: string, name: string): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(join(folder, name), 'utf8')) as Record<string, unknown>;
}
