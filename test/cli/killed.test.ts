import { readdirSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { commandOf, descendantsOf, isAlive } from '../../harness/isolates/agent/process-list.js';
import { COMMAND } from '../support/project.js';
import { endOf, printed, startNode, startProgram, until } from '../support/run-program.js';
import { withTemporaryFolder } from '../support/temporary-folder.js';

const PROCESSES = fileURLToPath(new URL('../support/scenarios/processes.js', import.meta.url));

/** The live processes, other than one, that were started with this temporary folder. */
function processesIn(folder: string, except: number | undefined): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids
    .map(Number)
    .filter((pid) => pid !== except && isAlive(pid) && variablesOf(pid).includes(folder));
}

function variablesOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8');
  } catch {
    return '';
  }
}

async function untilNothingIsLeft(folder: string, except?: number): Promise<void> {
  await until(async () => processesIn(folder, except).length === 0 && (await readdir(folder)).length === 0);
}

describe('What a check leaves when one of its processes is killed', function () {
  this.timeout(120_000);
  const victims: Readonly<Record<string, readonly [command: RegExp, codes: readonly (number | null)[]]>> = {
    'the command': [/dist.command.main\.js/, [null]],
    'the supervised process': [/scenario-host\.js/, [2]],
    'the worker process': [/process-entry\.js/, [2]],
    // Its tasks are not answered any more.
    'a child process of the scenario': [/task-process\.js/, [2]],
  };
  for (const [victim, [pattern, codes]] of Object.entries(victims)) {
    it(`is nothing: ${victim}`, () =>
      withTemporaryFolder(async (folder) => {
        const args = ['check', PROCESSES, '--process', '--timeout', '20', '--variant'];
        const env = { TMPDIR: folder };
        const child = startNode(COMMAND, { args: [...args, 'a child that leaks nothing'], env });
        const ended = endOf(child);
        const { pid = 0 } = child;
        const all = (): number[] => [pid, ...descendantsOf(pid)];
        await until(async () => all().some((one) => commandOf(one).includes('task-process.js')));
        const killed = all().filter((one) => pattern.test(commandOf(one)));
        expect(killed).to.have.lengthOf(1);
        expect(processesIn(folder, pid)).to.have.lengthOf(3);
        for (const one of killed) process.kill(one, 'SIGKILL');
        const { code, stdout, stderr } = await ended;
        expect(codes, stdout + stderr).to.include(code);
        await untilNothingIsLeft(folder);
      }));
  }

  it('is nothing: the thread that checks is terminated', () =>
    withTemporaryFolder(async (folder) => {
      const program = startProgram('terminated-check', { env: { TMPDIR: folder } });
      const ended = endOf(program);
      try {
        await printed(program, 'terminated');
        await untilNothingIsLeft(folder, program.pid);
        expect(program.exitCode).to.equal(null);
      } finally {
        program.kill('SIGKILL');
        await ended;
      }
    }));
});
