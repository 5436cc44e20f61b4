import type { ChildProcess } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { readdirSync, readFileSync } from 'node:fs';
import type { SourcePosition } from '../../core/source-position.js';
import { OwnWeakRef } from './intrinsics.js';
import type { OtherIsolate } from './other-isolate.js';
import { startingLine } from './starting-line.js';

const LONGEST_COMMAND = 80;
const THREADS = '/proc/self/task';

/**
 * The live processes that were started from now on: those started by this thread, reported by Node's diagnostics
 * channel, and those started by other threads, if the whole process belongs to the scenario and the system lists its
 * children.
 */
export class ChildProcesses {
  /** The processes started by this thread, each with the line that started it. */
  readonly #children = new Map<WeakRef<ChildProcess>, SourcePosition | null>();
  readonly #isProcessOurs: boolean;
  /** Ids of processes that do not count; `null` until those of other threads count. */
  #others: ReadonlySet<number> | null = null;
  readonly #onChild = (message: unknown): void => {
    this.#children.set(new OwnWeakRef((message as { process: ChildProcess }).process), startingLine());
  };

  constructor(isProcessOurs: boolean) {
    this.#isProcessOurs = isProcessOurs;
    subscribe('child_process', this.#onChild);
  }

  /** Starts to count the processes that other threads start from now on. */
  noteOthers(): void {
    if (this.#isProcessOurs) this.#others = new Set(listedChildren());
  }

  living(): OtherIsolate[] {
    const commands = new Map<
      number,
      { readonly command: string; readonly startedAt: SourcePosition | null }
    >();
    for (const [reference, startedAt] of this.#children) {
      const child = reference.deref();
      if (child === undefined || hasEnded(child)) this.#children.delete(reference);
      else if (child.pid !== undefined)
        commands.set(child.pid, { command: child.spawnargs.join(' '), startedAt });
    }
    const others = this.#others;
    if (others !== null)
      for (const pid of listedChildren())
        if (!others.has(pid) && !commands.has(pid) && isListedAlive(pid))
          commands.set(pid, { command: commandOf(pid), startedAt: null });
    return [...commands].map(([id, { command, startedAt }]) => ({
      kind: 'child-process',
      id,
      startedAt,
      name: `process ${id} (${command.length > LONGEST_COMMAND ? `${command.slice(0, LONGEST_COMMAND)}…` : command})`,
    }));
  }

  stop(): void {
    unsubscribe('child_process', this.#onChild);
  }
}

/** A child that could not be started has no id and never ends. */
function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

/** Lists the children of all threads of this process; Linux only. */
function listedChildren(): number[] {
  try {
    return readdirSync(THREADS).flatMap(childrenOf);
  } catch {
    return [];
  }
}

function childrenOf(thread: string): number[] {
  // A thread may have ended in the meantime.
  return [...read(`${THREADS}/${thread}/children`).matchAll(/\d+/g)].map(([pid]) => Number(pid));
}

/** Whether a listed process is alive: one that has ended and was not waited for is still listed. */
function isListedAlive(pid: number): boolean {
  const status = read(`/proc/${pid}/stat`);
  // The name is in brackets and may contain anything.
  const state = status.slice(status.lastIndexOf(')') + 2, status.lastIndexOf(')') + 3);
  return state !== '' && state !== 'Z' && state !== 'X';
}

function commandOf(pid: number): string {
  return read(`/proc/${pid}/cmdline`).split('\0').join(' ').trim();
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
