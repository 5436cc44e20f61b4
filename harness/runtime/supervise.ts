import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Death } from './worker-errors.js';

export interface SuperviseOptions {
  /** Told of every message the child sends. */
  readonly onMessage: (message: unknown) => void;
  /** Asks the child to end; it is killed when it has not after `graceMs`. */
  readonly signal?: AbortSignal | undefined;
  /** @defaultValue 5000 */
  readonly graceMs?: number;
}

const KEPT_STDERR = 4096;

/**
 * Runs a program in a child process of its own and tells how it ended: whatever happens in there, this process lives
 * on. The child's temporary folder is its own and is removed with it. The program gets `input` as JSON in its first
 * argument and should end when it is sent `'abort'`.
 */
export async function supervise(program: URL, input: unknown, options: SuperviseOptions): Promise<Death> {
  const temporary = await mkdtemp(join(tmpdir(), 'heapwitness-'));
  try {
    return await runChild(program, input, temporary, options);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

function runChild(
  program: URL,
  input: unknown,
  temporary: string,
  options: SuperviseOptions,
): Promise<Death> {
  const child = fork(fileURLToPath(program), [JSON.stringify(input)], {
    serialization: 'advanced',
    // In the isolate under test `gc` is then its own global, and no other context need be made for it.
    execArgv: [...new Set(['--expose-gc', ...process.execArgv])],
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    env: { ...process.env, TMPDIR: temporary },
  });
  let stderrTail = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderrTail = (stderrTail + text).slice(-KEPT_STDERR);
  });
  child.on('message', options.onMessage);
  let killer: NodeJS.Timeout | undefined;
  const abort = (): void => {
    child.send('abort', () => undefined);
    killer = setTimeout(() => child.kill('SIGKILL'), options.graceMs ?? 5000);
  };
  if (options.signal?.aborted === true) abort();
  options.signal?.addEventListener('abort', abort, { once: true });
  return new Promise<Death>((resolve) => {
    const end = (death: Omit<Death, 'error'> & { error?: Error | null }): void => {
      clearTimeout(killer);
      options.signal?.removeEventListener('abort', abort);
      resolve({ error: stderrTail === '' ? null : new Error(lastLines(stderrTail)), ...death });
    };
    child.once('error', (error) => end({ reason: 'crashed', exitCode: null, signal: null, error }));
    child.once('close', (exitCode, signal) => {
      const outOfMemory = stderrTail.includes('heap out of memory');
      const reason = outOfMemory ? 'out-of-memory' : exitCode === 0 ? 'exited' : 'crashed';
      end({ reason, exitCode, signal });
    });
  });
}

function lastLines(text: string): string {
  return text.trim().split('\n').slice(-5).join('\n');
}
