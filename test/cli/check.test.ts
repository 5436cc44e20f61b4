import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import type { CleanResult } from 'heapwitness';
import { COMMAND } from '../support/project.js';
import { endOf, isRunning, startNode, until } from '../support/run-program.js';
import type { Ended } from '../support/run-program.js';
import { withTemporaryFolder } from '../support/temporary-folder.js';

const scenario = (name: string): string =>
  fileURLToPath(new URL(`../support/scenarios/${name}.js`, import.meta.url));

function check(folder: string, ...args: string[]): Promise<Ended> {
  return endOf(startNode(COMMAND, { args: ['check', ...args], cwd: folder, env: { TMPDIR: folder } }));
}

describe('heapwitness check', () => {
  it('prints one JSON object with --json, and exits with 0 if clean', async () => {
    await withTemporaryFolder(async (folder) => {
      const { code, stdout, stderr } = await check(folder, scenario('clean'), '--json', '--cycles', '2');
      expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
      expect(JSON.parse(stdout))
        .to.include({ verdict: 'clean' })
        .and.to.have.keys(
          'artefacts controls elapsedMs environment evidence findings ignored kind known remarks scenario schemaVersion sensitivity variant verdict'.split(
            ' ',
          ),
        );
      expect(await readdir(folder)).to.deep.equal([]);
    });
  });

  it('reports a leak and what retains it: 1; with --update-known and then --known: 0', async () => {
    await withTemporaryFolder(async (folder) => {
      const args = [scenario('leaky'), '--known', 'known.json', '--variant'];
      const written = await check(folder, ...args, 'each, briefly', '--update-known');
      expect(written.code).to.equal(0);
      expect(written.stdout).to.match(/✖ leak[\s\S]*Session[\s\S]*sessions/);
      await giveReasons(join(folder, 'known.json'));
      const { code, stdout } = await check(folder, ...args, 'each');
      expect(code).to.equal(0);
      expect(stdout).to.match(/No other leak found[\s\S]*Session.*\n +known, until/);
    });
  });

  it('updates known leaks with a leak of a resource, and then accepts it', async () => {
    await withTemporaryFolder(async (folder) => {
      const args = [scenario('bad'), '--known', 'known.json', '--variant', 'leaks a file'];
      const written = await check(folder, ...args, '--update-known');
      expect(written.code, written.stderr).to.equal(0);
      await giveReasons(join(folder, 'known.json'));
      const { code, stderr } = await check(folder, ...args);
      expect(code, stderr).to.equal(0);
    });
  });

  it('excludes --allow and --ignore from the verdict, with the reasons: 0', async () => {
    await withTemporaryFolder(async (folder) => {
      const leaky = [scenario('leaky'), '--variant', 'each', '--cycles', '2'];
      for (const [flags, says] of [
        [['--allow', 'Other', 'Session'], /ignored: Session .*\(allowed to grow\)/],
        [['--ignore', 'Other=why', '--ignore', 'Session=a = b'], /ignored: Session .*\(a = b\)/],
      ] as const) {
        const { code, stdout, stderr } = await check(folder, ...leaky, ...flags);
        expect(code, stderr).to.equal(0);
        expect(stdout).to.match(says);
      }
    });
  });

  it('detects a leak as rare as --sensitivity', async () => {
    await withTemporaryFolder(async (folder) => {
      const args = [scenario('clean'), '--json', '--cycles', '2', '--sensitivity', '10', '--holders', '0'];
      const { code, stdout, stderr } = await check(folder, ...args);
      expect(code, stderr).to.equal(0);
      const { sensitivity, evidence } = JSON.parse(stdout) as CleanResult;
      expect(sensitivity).to.include({ oneInIterations: 10 });
      expect(evidence.cycles[0]).to.include({ iterations: 37 });
    });
  });

  const cases: { title: string; args: string[]; code: number; says: RegExp }[] = [
    {
      title: 'finds a leak: 1',
      args: [scenario('leaky'), '--variant', 'closures, briefly'],
      code: 1,
      says: /onDone/,
    },
    {
      title: 'is inconclusive for a scenario that throws: 2',
      args: [scenario('bad'), '--variant', 'throws'],
      code: 2,
      says: /no such table/,
    },
    {
      title: 'is inconclusive for a scenario that hangs: 2',
      args: [scenario('bad'), '--variant', 'hangs', '--timeout', '3'],
      code: 2,
      says: /scenario-hung/,
    },
    {
      title: 'requires whole numbers: 64',
      args: [scenario('clean'), '--iterations', 'x'],
      code: 64,
      says: /whole/,
    },
    {
      title: 'requires --known for --update-known: 64',
      args: [scenario('clean'), '--update-known'],
      code: 64,
      says: /--known/,
    },
    {
      title: 'rejects a module that is not a scenario: 65',
      args: [scenario('no-iteration')],
      code: 65,
      says: /iterate/,
    },
    { title: 'rejects a missing scenario: 66', args: ['not-there.mjs'], code: 66, says: /not-there/ },
    {
      title: 'rejects a missing file of known leaks: 66',
      args: [scenario('clean'), '--known', 'k.json'],
      code: 66,
      says: /k\.json/,
    },
  ];
  for (const { title, args, code, says } of cases) {
    it(title, async () => {
      await withTemporaryFolder(async (folder) => {
        const ended = await check(folder, ...args);
        expect(ended.code, ended.stderr).to.equal(code);
        expect(ended.stdout + ended.stderr).to.match(says);
        expect(await readdir(folder)).to.deep.equal([]);
      });
    });
  }

  it('ends everything that it started when it is interrupted: 130', () =>
    withHangingCheck(async ({ child, ended, folder }) => {
      child.kill('SIGINT');
      expect(await ended).to.include({ code: 130 });
      expect(await readdir(folder)).to.deep.equal([]);
    }));

  it('treats two signals within an instant as one, because npx forwards Ctrl-C: 130, and nothing is left running', () =>
    withHangingCheck(async ({ child, ended, folder, host }) => {
      // What is stopped is still there when the second one comes.
      process.kill(host, 'SIGSTOP');
      child.kill('SIGINT');
      await new Promise((done) => setTimeout(done, 20));
      child.kill('SIGINT');
      await new Promise((done) => setTimeout(done, 20));
      process.kill(host, 'SIGCONT');
      const { code, stderr } = await ended;
      expect({ code, stderr }).to.deep.equal({
        code: 130,
        stderr: 'heapwitness: Interrupted by SIGINT. All threads and processes it started have been ended.\n',
      });
      expect(await readdir(folder)).to.deep.equal([]);
      expect(await isRunning(host)).to.equal(false);
    }));

  it('ends at once at a second interrupt, and leaves nothing running: 130', () =>
    withHangingCheck(async ({ child, ended, folder, host }) => {
      // It cannot do as it is told, and would be waited for.
      process.kill(host, 'SIGSTOP');
      const asking = setInterval(() => child.kill('SIGINT'), 100);
      await once(child, 'exit');
      clearInterval(asking);
      // A process that was killed takes its time to be gone.
      let left = true;
      for (let asked = 0; left && asked < 100; asked++) left = await isRunning(host);
      // It would go on holding our pipes.
      if (left) process.kill(host, 'SIGKILL');
      expect(left).to.equal(false);
      // Who ends at once tells nothing.
      expect(await ended).to.deep.include({ code: 130, stderr: '' });
      expect(await readdir(folder)).to.deep.equal([]);
    }));
});

/** Does what is to be done before such a file is accepted. */
async function giveReasons(file: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replaceAll('"reason": ""', '"reason": "mended in the next version"'));
}

interface HangingCheck {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Its working folder, and its temporary one. */
  readonly folder: string;
  /** Id of the process that hosts the scenario. */
  readonly host: number;
}

/** Starts a check, with a report, of a scenario that hangs. */
async function withHangingCheck(use: (check: HangingCheck) => Promise<void>): Promise<void> {
  await withTemporaryFolder(async (folder) => {
    const args = ['check', scenario('bad'), '--variant', 'hangs', '--report', 'out'];
    const child = startNode(COMMAND, { args, cwd: folder, env: { TMPDIR: folder } });
    const ended = endOf(child);
    let host: number | undefined;
    await until(async () => {
      host = await hostOf(child.pid ?? 0);
      // It is started ahead of all else.
      return host !== undefined && (await readdir(folder)).some((name) => name.startsWith('out.partial'));
    });
    const names = (await readdir(folder)).map((name) => name.replace(/-.*/, ''));
    expect(names.sort()).to.deep.equal(['heapwitness', 'out.partial']);
    await use({ child, ended, folder, host: host ?? 0 });
  });
}

/**
 * The process that hosts the scenario, once it runs its own program: one that is stopped earlier, between fork and exec,
 * stops whoever started it as well.
 */
async function hostOf(pid: number): Promise<number | undefined> {
  const { stdout } = await endOf(spawn('ps', ['-A', '-o', 'pid=,ppid=,args=']));
  const processes = stdout.split('\n').map((line) => line.trim().split(/\s+/));
  const host = processes.find(
    ([, parent, ...args]) => Number(parent) === pid && args.some((arg) => arg.endsWith('scenario-host.js')),
  );
  return host && Number(host[0]);
}
