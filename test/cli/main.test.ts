import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { COMMAND } from '../support/project.js';
import { endOf, isRunning, printed, startNode } from '../support/run-program.js';
import type { Ended } from '../support/run-program.js';
import { withTemporaryFolder } from '../support/temporary-folder.js';

const CASES = fileURLToPath(new URL('../support/cases', import.meta.url));
const BAD = fileURLToPath(new URL('../support/bad-cases', import.meta.url));

/** Runs the command line where nothing but the folder given can be written to by mistake. */
function heapwitness(folder: string, ...args: string[]): Promise<Ended> {
  return endOf(startNode(COMMAND, { args, cwd: folder, env: { TMPDIR: folder } }));
}

describe('heapwitness, the command', () => {
  const cases: { title: string; args: string[]; code: number; stdout?: RegExp; stderr?: RegExp }[] = [
    { title: 'shows help with --help: 0', args: ['--help'], code: 0, stdout: /Usage: heapwitness/ },
    { title: 'shows help with `help`: 0', args: ['help', 'cases'], code: 0, stdout: /--keep-snapshots/ },
    {
      title: 'names the exit codes in the help of cases: 0',
      args: ['cases', '--help'],
      code: 0,
      stdout: /65 a case/,
    },
    {
      title: 'prints its version with --version: 0',
      args: ['--version'],
      code: 0,
      stdout: /^\d+\.\d+\.\d+\n$/,
    },
    { title: 'requires a command: 64', args: [], code: 64, stderr: /Usage: heapwitness/ },
    { title: 'rejects an unknown command: 64', args: ['casse'], code: 64, stderr: /Did you mean cases/ },
    {
      title: 'rejects an unknown option: 64',
      args: ['cases', '--form', 'x'],
      code: 64,
      stderr: /Did you mean --from/,
    },
    {
      title: 'rejects an option without its value: 64',
      args: ['cases', '--from'],
      code: 64,
      stderr: /--from/,
    },
    {
      title: 'rejects an unknown case id, with near matches: 64',
      args: ['cases', 'as-statd', '--from', CASES],
      code: 64,
      stderr: /Unknown case "as-statd". Did you mean as-stated/,
    },
    {
      title: 'rejects a missing folder: 66',
      args: ['cases', '--from', 'not-there'],
      code: 66,
      stderr: /not-there/,
    },
    {
      title: 'rejects a file instead of a folder: 66',
      args: ['cases', '--from', COMMAND],
      code: 66,
      stderr: /main\.js/,
    },
    ...['no-definition', 'other-name', 'breaks'].map((group) => ({
      title: `rejects a case that has ${group}: 65`,
      args: ['cases', '--from', join(BAD, group)],
      code: 65,
      stderr: /cannot be used/,
    })),
  ];
  for (const { title, args, code, stdout = /^$/, stderr = /^$/ } of cases) {
    it(title, () =>
      withTemporaryFolder(async (folder) => {
        const ended = await heapwitness(folder, ...args);
        expect({ code: ended.code, signal: ended.signal }, ended.stderr).to.deep.equal({
          code,
          signal: null,
        });
        expect(ended.stdout).to.match(stdout);
        expect(ended.stderr).to.match(stderr).and.not.include('internal error');
        expect(await readdir(folder)).to.deep.equal([]);
      }),
    );
  }
});

describe('heapwitness cases', () => {
  it('exits with 0 if all is as stated; with --json stdout is only the report', () =>
    withTemporaryFolder(async (folder) => {
      const args = ['cases', 'as-stated', '--from', CASES, '--report', 'out/report', '--json'];
      const { code, stdout, stderr } = await heapwitness(folder, ...args);
      expect(code, stderr).to.equal(0);
      const report = JSON.parse(stdout) as { cases: { id: string; outcome: string }[] };
      expect(report.cases.map(({ id, outcome }) => ({ id, outcome }))).to.deep.equal([
        { id: 'as-stated', outcome: 'as-stated' },
      ]);
      expect(stderr).to.include('1/1 as-stated').and.include('printed by leaking');
      expect(await readFile(join(folder, 'out', 'report', 'index.html'), 'utf8')).to.include('as-stated');
      expect(await readdir(folder)).to.deep.equal(['out']);
      expect(await readdir(join(folder, 'out'))).to.deep.equal(['report']);
    }));

  it('exits with 1 if a case failed, and still writes the report', () =>
    withTemporaryFolder(async (folder) => {
      const { code, stdout, stderr } = await heapwitness(
        folder,
        'cases',
        'throws',
        '--from',
        CASES,
        '--report',
        'out',
      );
      expect(code, stderr).to.equal(1);
      expect(stdout).to.include('thrown by the experiment').and.include('Report: out/index.html');
      expect(await readdir(folder)).to.deep.equal(['out']);
    }));

  it('predicts nothing if there is no input, and leaves only the report', () =>
    withTemporaryFolder(async (folder) => {
      for (const id of ['first', 'second']) {
        await mkdir(join(folder, 'cases', id), { recursive: true });
        await writeFile(join(folder, 'cases', id, 'case.mjs'), unlookedCase(id));
      }
      const { code, stderr } = await heapwitness(folder, 'cases', '--predict', '--report', 'out');
      expect(code, stderr).to.equal(1);
      expect(stderr).to.include('2/2 second');
      expect(await readdir(folder)).to.have.members(['cases', 'out']);
    }));

  it('runs again with --watch for a file saved during the first run', () =>
    withTemporaryFolder(async (folder) => {
      const file = join(folder, 'cases', 'saving', 'case.mjs');
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, unlookedCase('saving', SAVES_ONCE));
      const args = ['cases', '--watch', '--report', 'out'];
      const child = startNode(COMMAND, { args, cwd: folder, env: { TMPDIR: folder } });
      const ended = endOf(child);
      expect(await printed(child, 'run 2', 'stderr')).to.match(
        /run 1[^]*Watching cases\/saving and the files in cases: [^]*run 2/,
      );
      child.kill('SIGINT');
      expect(await ended).to.include({ code: 130 });
    }));

  const interruptions = [
    { how: 'SIGINT to all of its processes, as Ctrl-C does', signal: 'SIGINT', group: true, code: 130 },
    { how: 'SIGTERM to itself', signal: 'SIGTERM', group: false, code: 143 },
  ] as const;
  for (const { how, signal, group, code } of interruptions) {
    it(`exits with ${code} after ${how}, and leaves no process, file or part of a report`, () =>
      withTemporaryFolder(async (folder) => {
        const args = ['cases', 'hangs', '--from', CASES, '--report', 'out/report'];
        const child = startNode(COMMAND, { args, cwd: folder, env: { TMPDIR: folder }, detached: true });
        const ended = endOf(child);
        const text = await printed(child, 'process', 'stderr');
        const worker = Number(/process (\d+)\./.exec(text)?.[1]);
        expect(await isRunning(worker)).to.equal(true);
        const { pid = 0 } = child;
        process.kill(group ? -pid : pid, signal);
        const { code: got, stderr } = await ended;
        expect(got, stderr).to.equal(code);
        expect(stderr).to.include(
          `Interrupted by ${signal}. All threads and processes it started have been ended.`,
        );
        expect(await isRunning(worker)).to.equal(false);
        expect(existsSync(join(folder, 'out', 'report'))).to.equal(false);
        const left = await readdir(folder, { recursive: true });
        expect(left.filter((name) => name !== 'out')).to.deep.equal([]);
      }));
  }
});

/** Counts its runs beside the folder of cases; the first one saves a file of the case. */
const SAVES_ONCE = `
  const runs = new URL('../../runs', import.meta.url);
  appendFileSync(runs, '.');
  const run = readFileSync(runs, 'utf8').length;
  console.log('run ' + run);
  if (run === 1) writeFileSync(new URL('notes.txt', import.meta.url), 'saved');
`;

/** The module of a case that states something and never looks. */
function unlookedCase(id: string, experiment = ''): string {
  const stated = { keys: 0, values: 0, staleEntries: 0 };
  const told = {
    id,
    chapter: 1,
    position: 1,
    title: id,
    claim: id,
    why: id,
    valueClasses: [],
    cycles: 1,
    source: { file: 'none', quote: '无', translation: 'none' },
    variants: { only: { title: 'only', role: 'other', stated } },
  };
  return `import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
export default {
  ...${JSON.stringify(told)},
  worker: new URL(import.meta.url),
  experiment() {${experiment}},
};`;
}
