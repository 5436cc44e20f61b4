import type { ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { SourcePosition } from '../../core/source-position.js';
import { OwnWeakRef } from './intrinsics.js';
import { forgetLastMatch } from './last-match.js';
import { nameOfProcess, type OtherIsolate } from './other-isolate.js';
import { childrenOf, commandOf, isAlive, isLoadersHelper } from './process-list.js';
import { startingLine } from './starting-line.js';

// It is CommonJS, because processes load it by `--require`, too.
const passVariables = createRequire(import.meta.url)('./pass-variables.cjs') as () => () => void;

/**
 * The live processes that were started from now on: those started by this thread, reported by Node's diagnostics
 * channel, and those started by other threads, if all that the process starts belongs to the scenario and the system lists
 * its children. Of these, the helpers of module loaders are left out.
 */
export class ChildProcesses {
  /** The processes started by this thread, each with the line that started it. */
  readonly #children = new Map<WeakRef<ChildProcess>, SourcePosition | null>();
  /** Ids of the processes that are older; `null` if those of other threads do not count. */
  readonly #older: ReadonlySet<number> | null;
  readonly #stopPassing: () => void;
  readonly #onChild = (message: unknown): void => {
    this.#children.set(new OwnWeakRef((message as { process: ChildProcess }).process), startingLine());
  };

  constructor(isProcessOurs: boolean) {
    this.#older = isProcessOurs ? new Set(childrenOf('self') ?? []) : null;
    this.#stopPassing = passVariables();
    subscribe('child_process', this.#onChild);
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
    const older = this.#older;
    if (older !== null)
      for (const pid of childrenOf('self') ?? [])
        if (!older.has(pid) && !commands.has(pid) && isAlive(pid) && !isLoadersHelper(pid))
          commands.set(pid, { command: commandOf(pid), startedAt: null });
    forgetLastMatch();
    return [...commands].map(([id, { command, startedAt }]) => ({
      kind: 'child-process',
      id,
      startedAt,
      name: nameOfProcess(id, command),
    }));
  }

  stop(): void {
    this.#stopPassing();
    unsubscribe('child_process', this.#onChild);
  }
}

/** A child that could not be started has no id and never ends. */
function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}
