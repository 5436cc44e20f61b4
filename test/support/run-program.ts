import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** How a program ended, and what it printed. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ProgramOptions {
  readonly args?: readonly string[];
  /** Node options; none of this process's own are handed on. */
  readonly execArgv?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** As the leader of a process group of its own. */
  readonly detached?: boolean;
}

/** A program under `test/support/programs`, in a Node process of its own. */
export function startProgram(name: string, options: ProgramOptions = {}): ChildProcess {
  const file = fileURLToPath(new URL(`./programs/${name}.js`, import.meta.url));
  return startNode(file, options);
}

/** Runs such a program to its end. */
export function runProgram(name: string, options: ProgramOptions = {}): Promise<Ended> {
  return endOf(startProgram(name, options));
}

/** Starts Node with this file. */
export function startNode(file: string, options: ProgramOptions): ChildProcess {
  const { args = [], execArgv = [], env = {}, cwd, detached = false } = options;
  return spawn(process.execPath, [...execArgv, file, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
    detached,
    ...(cwd === undefined ? {} : { cwd }),
  });
}

/** Waits until the program has ended and everything that it printed is here. */
export function endOf(child: ChildProcess): Promise<Ended> {
  return new Promise((resolve, reject) => {
    let [stdout, stderr] = ['', ''];
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}

/** Waits until the program's standard output, or another stream, contains this text. */
export function printed(
  child: ChildProcess,
  text: string,
  stream: 'stdout' | 'stderr' = 'stdout',
): Promise<string> {
  return new Promise((resolve, reject) => {
    let seen = '';
    child[stream]?.setEncoding('utf8').on('data', (more: string) => {
      seen += more;
      if (seen.includes(text)) resolve(seen);
    });
    child.once('close', () => reject(new Error(`ended without printing ${text}: ${seen}`)));
  });
}

/** Whether a process of that pid runs; one that has ended and waits to be reaped does not. */
export async function isRunning(pid: number): Promise<boolean> {
  const { stdout } = await endOf(spawn('ps', ['-o', 'stat=', '-p', String(pid)]));
  return stdout.trim() !== '' && !stdout.trim().startsWith('Z');
}

/** Below the tests' own time-out, which would not end the waiting, and so not the process. */
const PATIENCE_MS = 50_000;

/** Waits for a condition, asking again and again. */
export async function until(condition: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (!(await condition())) {
    if (performance.now() > deadline)
      throw new Error(`not so within ${PATIENCE_MS / 1000} s: ${String(condition)}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
