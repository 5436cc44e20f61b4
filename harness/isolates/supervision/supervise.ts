import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { atExit, notAtExit } from '../../core/at-exit.js';
import { clearTimeout, setTimeout } from '../../core/captured-timers.js';
import { isRecord } from '../../core/is-record.js';
import { ChildStderr } from '../connection/child-stderr.js';
import { inheritedOptions } from '../connection/inherited-options.js';
import type { SupervisedMessage, SupervisedStart } from './supervised.js';
import { temporaryFolder } from './temporary-folder.js';
import type { TemporaryFolder } from './temporary-folder.js';
import type { Death } from '../connection/worker-errors.js';

export interface SuperviseOptions {
  /**
   * Called with every message that the child sends by `tellSupervisor`; returns true for the last one, after which the child has `graceMs` to end.
   */
  readonly onMessage: (message: unknown) => unknown;
  /** Asks the child to end when it aborts; the child is killed if it has not ended after `graceMs`. */
  readonly signal?: AbortSignal | undefined;
  /** @defaultValue 5000 */
  readonly graceMs?: number;
}

/** A program that is running and waits for its input. */
interface Started {
  readonly child: ChildProcess;
  readonly temporary: TemporaryFolder;
  readonly stderr: ChildStderr;
}

/** Programs that were started ahead, by URL. */
const ahead = new Map<string, Promise<Started>>();

/**
 * Starts a program that {@link supervise} is about to run, so that it loads its modules in the meantime. It is killed
 * when this process exits if it is never run, and keeps this process alive until then.
 */
export function startAhead(program: URL): void {
  const starting = start(program);
  // The error is reported when the program is to be run.
  starting.catch(() => undefined);
  ahead.set(program.href, starting);
}

/**
 * Runs a program in its own child process and reports how it ended; this process survives whatever the program does.
 * The child has its own temporary folder, which is removed with it; its output goes to stderr, because stdout is
 * reserved for the result. The program receives `input` through `supervisedInput` and should end when it receives
 * `'abort'`. It is killed when this process exits earlier.
 *
 * The child leads a process group, which is killed when it has ended, so that processes started by user code do not
 * live on. A terminal's Ctrl-C does not reach that group.
 */
export async function supervise(program: URL, input: unknown, options: SuperviseOptions): Promise<Death> {
  const started = await startedAhead(program);
  const { child, temporary, stderr } = started ?? (await start(program));
  try {
    const token = randomUUID();
    child.send({ token, input } satisfies SupervisedStart, () => undefined);
    // Awaited here, because the folder is removed when this returns.
    return await untilDead(child, stderr, token, options);
  } finally {
    await temporary.remove();
  }
}

/** Returns the program that was started ahead, unless it failed to start or has ended since. */
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

/** File descriptor of this process's stderr, valid in each of its threads. */
const STDERR = 2;

async function start(program: URL): Promise<Started> {
  const temporary = await temporaryFolder();
  const child = fork(fileURLToPath(program), [], {
    serialization: 'advanced',
    // `gc` is then a global of the isolate under test, and no other context has to be created for it.
    execArgv: ['--expose-gc', ...inheritedOptions()],
    // The descriptor itself: in a worker thread `process.stderr` has none, and without one the child would print into a
    // pipe that is never read, and retain its pending output.
    stdio: ['ignore', STDERR, 'pipe', 'ipc'],
    env: { ...process.env, TMPDIR: temporary.path },
    detached: process.platform !== 'win32',
  });
  atExit(child, () => {
    endProcessGroup(child.pid);
    child.kill('SIGKILL');
  });
  // The error is reported when the child is waited for: a child that could not be started has no process.
  child.on('error', () => undefined);
  return { child, temporary, stderr: new ChildStderr(child) };
}

function untilDead(
  child: ChildProcess,
  stderr: ChildStderr,
  token: string,
  options: SuperviseOptions,
): Promise<Death> {
  let killer: NodeJS.Timeout | undefined;
  const killSoon = (): void => {
    killer ??= setTimeout(() => child.kill('SIGKILL'), options.graceMs ?? 5000);
  };
  child.on('message', (received: unknown) => {
    // Code that the program loads may use the channel, too.
    if (!isRecord(received) || received['token'] !== token) return;
    const { message } = received as unknown as SupervisedMessage;
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
    // Also emitted if a message could not be sent because the child had ended; only a failed start is fatal.
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

/** Kills all processes of the group that this process leads. Windows has no process groups. */
export function endProcessGroup(first: number | undefined): void {
  if (first === undefined || process.platform === 'win32') return;
  try {
    process.kill(-first, 'SIGKILL');
  } catch {
    // No process of the group is left.
  }
}
