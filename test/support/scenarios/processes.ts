import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Scenarios whose tasks are carried out by child processes, by variant. */
const TASKS = fileURLToPath(new URL('../workers/task-process.js', import.meta.url));
const REPLACED_AFTER = 50;

/** A program other than Node, and how often one is left running. */
const PROGRAM = 'sleep 1000';
const LEFT_EVERY = 20;

const pool: ChildProcess[] = [];

export async function setup({ variant }: { variant: string }): Promise<void> {
  const count = variant.startsWith('three children') ? 3 : 1;
  for (let at = 0; at < count; at++) pool.push(started(variant));
  if (variant === 'a child that was stopped') {
    await answerOf(pool[0], 0, 'none');
    pool[0]?.kill('SIGSTOP');
  }
}

export async function iteration({ index, variant }: { index: number; variant: string }): Promise<void> {
  if (variant === 'a child that was stopped' || variant.includes('that a shell')) return;
  if (variant.startsWith('a shell leaves a program')) {
    if (index % LEFT_EVERY === 0) await left(variant.endsWith('once') && index > 0 ? 'true' : PROGRAM);
    return;
  }
  if (variant === 'a growing number of children') {
    if (index % 10 === 0) pool.push(started(variant));
    return;
  }
  if (variant.endsWith('is replaced') && index % REPLACED_AFTER === 0) {
    const old = pool.pop();
    old?.kill();
    if (old?.exitCode === null && old.signalCode === null) await once(old, 'exit');
    pool.push(started(variant));
  }
  const isLeak = variant.endsWith('leaks') || variant.includes('leaks and') || variant.includes('share');
  // Half of the tasks go to the first, a third to the second, the others to the third.
  const at = pool.length < 3 || index % 2 === 0 ? 0 : index % 3 === 0 ? 2 : 1;
  await answerOf(pool[at], index, isLeak ? 'leak' : variant.includes('logs') ? 'log' : 'none');
}

export function teardown(): void {
  for (const child of pool) child.kill('SIGKILL');
}

async function answerOf(child: ChildProcess | undefined, index: number, kind: string): Promise<void> {
  if (child === undefined) throw new Error('no process');
  const answered = once(child, 'message');
  child.send({ index, kind });
  await answered;
}

function started(variant: string): ChildProcess {
  const [place = ''] = /a (child of|thread of) a child/.exec(variant) ?? [];
  const env = variant.includes('without variables') ? { env: {} } : {};
  // A shell starts it, so nothing of the harness sees it start.
  if (variant.endsWith('that a shell started without variables'))
    return startedBy(`env -i ${process.execPath} -e 'setInterval(() => null, 1e3)'`);
  return fork(TASKS, [place], { ...env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
}

/** Starts a program in the background of a shell that ends, and in a group of its own: nothing here is its parent. */
async function left(program: string): Promise<void> {
  const shell = spawn('sh', ['-c', `setsid ${program} &`], { stdio: 'ignore' });
  await once(shell, 'exit');
}

function startedBy(command: string): ChildProcess {
  return spawn('sh', ['-c', `${command}; true`], { stdio: 'ignore' });
}
