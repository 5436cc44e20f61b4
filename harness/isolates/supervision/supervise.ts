import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { atExit, notAtExit } from '../../core/at-exit.js';
import { clearTimeout, setTimeout } from '../../core/own-timers.js';
import { ChildStderr } from '../connection/child-stderr.js';
import { inheritedOptions } from '../connection/inherited-options.js';
import { orNoPlace, temporaryFolder } from './temporary-folder.js';
import type { Death } from '../connection/worker-errors.js';

export interface SuperviseOptions {
  /** Told of every message the child sends; answers true to the last one, after which the child has `graceMs` to end. */
  readonly onMessage: (message: unknown) => unknown;
  /** Asks the child to end; it is killed when it has not after `graceMs`. */
  readonly signal?: AbortSignal | undefined;
  /** @defaultValue 5000 */
  readonly graceMs?: number;
}

/**
 * Runs a program in a child process of its own and tells how it ended: whatever happens in there, this process lives
 * on. The child's temporary folder is its own and is removed with it; what it prints goes to stderr, because stdout is
 * for the result of the whole. The program gets `input` by {@link supervisedInput} and should end when it is sent
 * `'abort'`. It is killed when this process exits before it.
 *
 * The child is the first of a process group, all of which is killed when it has ended: processes that other people's
 * code started do not live on. A terminal's Ctrl-C does not reach that group.
 */
export async function supervise(program: URL, input: unknown, options: SuperviseOptions): Promise<Death> {
  const temporary = await temporaryFolder();
  try {
    // Not as an argument: systems limit how long those are.
    const file = join(temporary.path, 'heapwitness-input.json');
    await orNoPlace(writeFile(file, JSON.stringify(input), { mode: 0o600 }));
    // Awaited here: the folder goes when this returns.
    return await runChild(program, file, temporary.path, options);
  } finally {
    await temporary.remove();
  }
}

/** What a program was given that {@link supervise} runs. */
export function supervisedInput(): unknown {
  return JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));
}

/** This process's stderr, in each of its threads. */
const STDERR = 2;

function runChild(
  program: URL,
  inputFile: string,
  temporary: string,
  options: SuperviseOptions,
): Promise<Death> {
  const child = fork(fileURLToPath(program), [inputFile], {
    serialization: 'advanced',
    // In the isolate under test `gc` is then its own global, and no other context need be made for it.
    execArgv: ['--expose-gc', ...inheritedOptions()],
    // The descriptor itself: in a worker thread `process.stderr` has none, and without one the child would print into
    // a pipe that nobody reads, and hold what waits to be printed.
    stdio: ['ignore', STDERR, 'pipe', 'ipc'],
    env: { ...process.env, TMPDIR: temporary },
    detached: process.platform !== 'win32',
  });
  atExit(child, () => {
    endProcessGroup(child.pid);
    child.kill('SIGKILL');
  });
  const stderr = new ChildStderr(child);
  let killer: NodeJS.Timeout | undefined;
  const killSoon = (): void => {
    killer ??= setTimeout(() => child.kill('SIGKILL'), options.graceMs ?? 5000);
  };
  child.on('message', (message: unknown) => {
    if (options.onMessage(message) === true) killSoon();
  });
  const abort = (): void => {
    child.send('abort', () => undefined);
    killSoon();
  };
  if (options.signal?.aborted === true) abort();
  options.signal?.addEventListener('abort', abort, { once: true });
  return new Promise<Death>((resolve) => {
    const end = (death: Death | Promise<Death>): void => {
      clearTimeout(killer);
      notAtExit(child);
      options.signal?.removeEventListener('abort', abort);
      resolve(death);
    };
    // Also told of what could not be sent because the child had ended; only a failed start ends it.
    child.on('error', (error) => {
      if (child.pid === undefined) end({ reason: 'crashed', exitCode: null, signal: null, error });
    });
    child.once('exit', (exitCode, signal) => {
      endProcessGroup(child.pid);
      const reason = exitCode === 0 ? 'exited' : 'crashed';
      end(stderr.explain({ reason, exitCode, signal, error: null }));
    });
  });
}

/** Kills all processes of the group that this process is the first of. Windows knows no groups. */
export function endProcessGroup(first: number | undefined): void {
  if (first === undefined || process.platform === 'win32') return;
  try {
    process.kill(-first, 'SIGKILL');
  } catch {
    // Nobody is left.
  }
}
