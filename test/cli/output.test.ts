import { spawn } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { COMMAND } from '../support/project.js';
import { endOf, startNode } from '../support/run-program.js';
import type { Ended } from '../support/run-program.js';
import { withTemporaryFolder } from '../support/temporary-folder.js';

const scenario = (name: string): string =>
  fileURLToPath(new URL(`../support/scenarios/${name}.js`, import.meta.url));
const LEAK = [scenario('sessions'), '--variant', 'briefly'];
const CLEAN = [scenario('clean'), '--cycles', '2'];
const UNTOLD = [scenario('sessions'), '--variant', 'thrown'];
/** A check forces dozens of collections, also where every core is busy. */
const LONGEST_MS = 180_000;

function heapwitness(folder: string, ...args: string[]): Promise<Ended> {
  return endOf(startNode(COMMAND, { args, cwd: folder, env: { TMPDIR: folder } }));
}

/** The same with its streams led elsewhere by a shell. */
function redirected(folder: string, redirection: string, ...args: string[]): Promise<Ended> {
  const command = `exec "$0" "$@" ${redirection}`;
  const env = { ...process.env, TMPDIR: folder };
  return endOf(
    spawn('sh', ['-c', command, process.execPath, COMMAND, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      cwd: folder,
      env,
    }),
  );
}

describe('A verdict that was reached', function () {
  this.timeout(LONGEST_MS);

  for (const [redirection, stderr] of [
    ['> /dev/full', /^heapwitness: The output could not be written: ENOSPC.*\n$/],
    ['2> /dev/full', /^$/],
    ['> /dev/full 2> /dev/full', /^$/],
    ['>&-', /^$/],
    ['2>&-', /^$/],
  ] as const) {
    it(`is the exit code even if nothing can be written: ${redirection}`, () =>
      withTemporaryFolder(async (folder) => {
        for (const [args, code] of [
          [LEAK, 1],
          [UNTOLD, 2],
        ] as const) {
          const ended = await redirected(folder, redirection, 'check', ...args);
          expect(ended.code).to.equal(code);
          expect(ended.stderr).to.match(stderr);
          if (redirection.startsWith('2')) expect(ended.stdout).to.match(/leak|inconclusive/);
        }
      }));
  }

  it('is printed and is the exit code even if its report cannot be written, but clean becomes 66', () =>
    withTemporaryFolder(async (folder) => {
      // A file that comes into the report's way once the check runs.
      const spoil = "import { writeFileSync } from 'node:fs';\nwriteFileSync('out/thesis.txt', '');\n";
      for (const [name, code, stdout, source] of [
        ['leak', 1, /✖ leak/, 'const kept = []; export function iteration() { kept.push(new Map()); }'],
        ['clean', 0, /✔ clean/, 'export function iteration() {}'],
        ['thrown', 2, /\? inconclusive/, 'export function iteration() { throw new Error("no"); }'],
      ] as const) {
        await mkdir(join(folder, name, 'out'), { recursive: true });
        await writeFile(join(folder, name, 'scenario.mjs'), spoil + source);
        const ended = await heapwitness(join(folder, name), 'check', 'scenario.mjs', '--report', 'out');
        expect(ended.stdout, ended.stderr).to.match(stdout);
        expect(ended.stderr)
          .to.match(/^heapwitness: .*thesis\.txt/)
          .and.not.include('internal error');
        expect(ended.code).to.equal(code === 0 ? 66 : code);
        expect((await readdir(join(folder, name))).sort()).to.deep.equal(['out', 'scenario.mjs']);
      }
    }));
});

describe('An analysis whose output cannot be written', () => {
  it('is not an internal error of heapwitness: 74', () =>
    withTemporaryFolder(async (folder) => {
      const file = join(folder, 'a.heapsnapshot');
      const write = `require('node:v8').writeHeapSnapshot(${JSON.stringify(file)})`;
      await endOf(spawn(process.execPath, ['-e', write]));
      const { code, stderr } = await redirected(folder, '> /dev/full', 'analyze', file, '--counts');
      expect({ code, stderr }).to.deep.equal({
        code: 74,
        stderr:
          'heapwitness: The output could not be written: ENOSPC: no space left on device, write. Free disk space, or redirect the output.\n',
      });
    }));
});

describe('--update-known', function () {
  this.timeout(LONGEST_MS);
  const known = ['--known', 'known.json'];

  it('writes no reason, keeps existing reasons, and the file is rejected until each entry has one', () =>
    withTemporaryFolder(async (folder) => {
      const file = join(folder, 'known.json');
      const written = await heapwitness(folder, 'check', ...LEAK, ...known, '--update-known');
      expect(written).to.deep.include({
        code: 0,
        stderr:
          'known.json: wrote 1 known leak. Add a `reason` to each before committing. The file is rejected until then.\n',
      });
      const refused = await heapwitness(folder, 'check', ...LEAK, ...known);
      expect(refused).to.deep.include({ code: 65, stdout: '' });
      expect(refused.stderr).to.match(
        /known\.json: leaks\[0\] \(Session, [0-9a-f]{16}\) cannot be used: it has no reason\. Set "reason" to why/,
      );
      const text = await readFile(file, 'utf8');
      expect(text).to.include('"reason": ""');
      await writeFile(file, text.replace('"reason": ""', '"reason": "kept for the tests"'));
      const kept = await heapwitness(folder, 'check', ...LEAK, ...known, '--update-known');
      expect(kept).to.deep.include({ code: 0, stderr: 'known.json: wrote 1 known leak.\n' });
      expect(await readFile(file, 'utf8')).to.include('"reason": "kept for the tests"');
      // Not briefly: a run that is cut short says nothing where nothing is new.
      const passed = await heapwitness(folder, 'check', scenario('sessions'), ...known);
      expect(passed.code, passed.stderr).to.equal(0);
    }));

  it('replaces the target of a symbolic link', () =>
    withTemporaryFolder(async (folder) => {
      await mkdir(join(folder, 'shared'));
      await symlink(join('shared', 'real.json'), join(folder, 'known.json'));
      const { code } = await heapwitness(folder, 'check', ...CLEAN, ...known, '--update-known');
      expect(code).to.equal(0);
      expect(await readFile(join(folder, 'shared', 'real.json'), 'utf8')).to.include('"leaks": []');
      expect(await readdir(join(folder, 'shared'))).to.deep.equal(['real.json']);
    }));

  it('rejects an unwritable place before anything is run: 65', () =>
    withTemporaryFolder(async (folder) => {
      await mkdir(join(folder, 'locked'));
      await chmod(join(folder, 'locked'), 0o500);
      // Whoever is root may write even there; into no folder at all nobody may.
      const places = process.getuid?.() === 0 ? ['none/k.json'] : ['none/k.json', 'locked/k.json'];
      for (const place of places) {
        const args = [...LEAK, '--known', place, '--update-known'];
        const { code, stdout, stderr } = await heapwitness(folder, 'check', ...args);
        expect({ code, stdout }).to.deep.equal({ code: 65, stdout: '' });
        expect(stderr).to.match(
          new RegExp(`^heapwitness: The file of known leaks ${place} cannot be written: E`),
        );
      }
    }));
});

describe('A working directory that has been deleted', () => {
  it('is reported by its own message if it is needed: 66', () =>
    withTemporaryFolder(async (folder) => {
      const gone = join(folder, 'gone');
      for (const args of [['check', scenario('clean')], ['cases'], ['check', 'a.js', '--report', 'out']]) {
        await mkdir(gone);
        const command = 'rmdir "$PWD" && exec "$0" "$@"';
        const { code, stderr } = await endOf(
          spawn('sh', ['-c', command, process.execPath, COMMAND, ...args], { cwd: gone }),
        );
        expect({ code, stderr }).to.deep.equal({
          code: 66,
          stderr:
            'heapwitness: The working directory no longer exists. Change to another one, and run the command again.\n',
        });
      }
      expect(await readdir(folder)).to.deep.equal([]);
    }));
});

describe('Files that a check writes', function () {
  this.timeout(LONGEST_MS);

  it('are named in visible characters, whatever their names contain', () =>
    withTemporaryFolder(async (folder) => {
      const [report, known] = ['out\u001b[2J\u202e', 'known\u009b31m\u2066.json'];
      const files = ['--report', report, '--known', known, '--update-known'];
      const { code, stdout, stderr } = await heapwitness(folder, 'check', ...LEAK, ...files);
      expect(code, stderr).to.equal(0);
      expect(stderr)
        .to.include('Report: out\\u001b[2J\\u202e/')
        .and.include('known\\u009b31m\\u2066.json: wrote 1');
      for (const raw of ['\u001b', '\u202e', '\u009b', '\u2066']) expect(stdout + stderr).to.not.include(raw);
      expect(await readdir(folder)).to.include.members([report, known]);
    }));
});

describe('An invalid argument', () => {
  for (const [what, args, code, stderr] of [
    [
      'a path',
      ['check', 'a\u001b[2J\u009b31m\u202e.js'],
      66,
      /The scenario .*a\\u001b\[2J\\u009b31m\\u202e\.js does not exist/,
    ],
    ['a command', ['ch\u001b[2Jeck'], 64, /unknown command 'ch\\u001b\[2Jeck'/],
    ['an option', ['check', 'a.js', '--\u001b[2J'], 64, /unknown option '--\\u001b\[2J'/],
    ['an invalid URL', ['check', 'file://%'], 64, /"file:\/\/%" cannot be used: it is not a URL/],
    ['a URL with an invalid path', ['check', 'file:///a%zz.js'], 64, /"file:\/\/\/a%zz\.js" cannot be used/],
    ['a URL of another host', ['check', 'file://host/x.js'], 64, /"file:\/\/host\/x\.js" cannot be used/],
    ['a missing reason', ['check', 'a.js', '--ignore', 'Session'], 64, /Give a class or a fingerprint/],
    [
      'an isolate without a reason',
      ['check', 'a.js', '--ignore-isolates', 'mailer'],
      64,
      /Give a part of the name, and the reason/,
    ],
    ['an empty reason', ['check', 'a.js', '--ignore', 'Session= '], 64, /Give a class or a fingerprint/],
    ['too rare a leak', ['check', 'a.js', '--sensitivity', '100001'], 64, /sensitivity cannot be 100001/],
    ['too many holders', ['check', 'a.js', '--holders', '51'], 64, /holders cannot be 51/],
  ] as const) {
    it(`is shown in visible characters, and rejected with its own exit code: ${what}`, () =>
      withTemporaryFolder(async (folder) => {
        const ended = await heapwitness(folder, ...args);
        expect(ended.code, ended.stderr).to.equal(code);
        expect(ended.stderr).to.match(stderr);
        expect(ended.stderr).to.match(/^[\n\u0020-\u007e]*$/);
      }));
  }
});
