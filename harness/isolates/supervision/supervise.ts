import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { atExit, notAtExit } from '../../core/at-exit.js';
import { clearTimeout, setTimeout } from '../../core/captured-timers.js';
import { ChildStderr } from '../connection/child-stderr.js';
import { inheritedOptions } from '../connection/inherited-options.js';
import { temporaryFolder } from './temporary-folder.js';
import type { TemporaryFolder } from './temporary-folder.js';
import type { Death } from '../connection/worker-errors.js';

export interface SuperviseOptions {
  /**
   * Called with every message of the child; returns true for the last one, after which the child has `graceMs` to end.
   */
  readonly onMessage: (message: unknown) => unknown;
  /** Requests the child to end; it is killed if it has not ended after `graceMs`. */
  readonly signal?: AbortSignal | undefined;
  /** @defaultValue 5000 */
  readonly graceMs?: number;
}

/** A program that runs and waits for its input. */
interface Started {
  readonly child: ChildProcess;
  readonly temporary: TemporaryFolder;
  readonly stderr: ChildStderr;
}

/** One that was started ahead, by its address. */
const ahead = new Map<string, Promise<Started>>();

/**
 * Starts a program that {@link supervise} is about to run, so that it loads its modules meanwhile. It is ended with this
 * process where nothing comes of it, and keeps it alive until then.
 */
export function startAhead(program: URL): void {
  const starting = start(program);
  // Whoever wants to run it learns why it could not be started.
  starting.catch(() => undefined);
  ahead.set(program.href, starting);
}

/**
 * Runs a program in its own child process and reports how it ended: whatever the program does, this process survives.
 * The child's temporary folder is its own and is removed with it; what it prints goes to stderr, because stdout is for
 * the result of the whole. The program gets `input` by {@link supervisedInput} and should end when it is sent
 * `'abort'`. It is killed when this process exits before it.
 *
 * The child is the first of a process group, all of which is killed when it has ended: processes that other people's
 * code started do not live on. A terminal's Ctrl-C does not reach that group.
 */
export async function supervise(program: URL, input: unknown, options: SuperviseOptions): Promise<Death> {
  const started = await startedAhead(program);
  const { child, temporary, stderr } = started ?? (await start(program));
  try {
    child.send(input as object, () => undefined);
    // Awaited here: the folder goes when this returns.
    return await untilDead(child, stderr, options);
  } finally {
    await temporary.remove();
  }
}

/**
 * The input of a program that {@link supervise} runs: the first message that it receives.
 *
 * @param onAsked called when the program is asked to end, which may be at once
 */
export function supervisedInput(onAsked: () => void): Promise<unknown> {
  return new Promise((resolve) => {
    process.once('message', (input) => {
      process.on('message', onAsked);
      resolve(input);
    });
  });
}

/** The one that was started ahead, unless it has not come up or has ended since. */
async function startedAhead(program: URL): Promise<Started | null> {
  const starting = ahead.get(program.href);
  ahead.delete(program.href);
  const started = await starting?.catch(() => null);
  if (started === undefined || started === null) return null;
  const { child, temporary } = started;
  if (child.pid !== undefined && child.connected && child.exitCode === null && child.signalCode === null)
    return started;
  notAtExit(child);
  await temporary.remove();
  return null;
}

/** This process's stderr, in each of its threads. */
const STDERR = 2;

async function start(program: URL): Promise<Started> {
  const temporary = await temporaryFolder();
  const child = fork(fileURLToPath(program), [], {
    serialization: 'advanced',
    // In the isolate under test `gc` is then its own global, and no other context need be made for it.
    execArgv: ['--expose-gc', ...inheritedOptions()],
    // The descriptor itself: in a worker thread `process.stderr` has none, and without one the child would print into
    // a pipe that nobody reads, and hold what waits to be printed.
    stdio: ['ignore', STDERR, 'pipe', 'ipc'],
    env: { ...process.env, TMPDIR: temporary.path },
    detached: process.platform !== 'win32',
  });
  atExit(child, () => {
    endProcessGroup(child.pid);
    child.kill('SIGKILL');
  });
  // Told again when it is waited for: a child that could not be started has no process.
  child.on('error', () => undefined);
  return { child, temporary, stderr: new ChildStderr(child) };
}

function untilDead(child: ChildProcess, stderr: ChildStderr, options: SuperviseOptions): Promise<Death> {
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
