import { nameOfProcess, type OtherIsolate } from '../agent/other-isolate.js';
import { commandOf, descendantsOf, isAlive, isLoadersHelper, listProcesses } from '../agent/process-list.js';
import type { ConnectedProcesses } from './connected/index.js';

/**
 * Processes of a program whose parents have ended: the system lists them as children of another process, but they have
 * inherited the environment variables of the program.
 */
export class OrphanedProcesses {
  readonly #connected: ConnectedProcesses;
  /** Listed processes that are not the program's, or are older than the scenario. Only others are asked for variables. */
  #foreign: ReadonlySet<number>;

  constructor(connected: ConnectedProcesses) {
    this.#connected = connected;
    this.#foreign = new Set(listProcesses());
  }

  /** Notes that the scenario is about to be loaded: what runs now is not part of it. */
  noteOlder(): void {
    this.#foreign = new Set(listProcesses());
  }

  /**
   * Adds the orphans to the known isolates of a program.
   *
   * @param ownPid the process of the scenario
   */
  addTo(known: readonly OtherIsolate[], ownPid: number): OtherIsolate[] {
    const ids = processIds(known).add(ownPid).add(process.pid);
    const others = listProcesses().filter((pid) => !ids.has(pid));
    const orphans = others.filter((pid) => !this.#foreign.has(pid) && this.#connected.isOfProgram(pid));
    const isOrphan = new Set(orphans);
    this.#foreign = new Set(others.filter((pid) => !isOrphan.has(pid)));
    const living = orphans.filter((pid) => isAlive(pid) && !isLoadersHelper(pid));
    return [...known, ...living.map(describedByList)];
  }
}

/** Adds the processes that the listed ones have started. */
export function withDescendants(started: readonly OtherIsolate[]): OtherIsolate[] {
  const known = processIds(started);
  const further = new Set([...known].flatMap(descendantsOf).filter((pid) => !known.has(pid)));
  return [...started, ...[...further].map(describedByList)];
}

/** Describes a process by what the system says of it. */
export function describedByList(id: number): OtherIsolate {
  return { kind: 'child-process', id, name: nameOfProcess(id, commandOf(id)), startedAt: null };
}

/** Returns the ids of the processes among some isolates. */
export function processIds(started: readonly OtherIsolate[]): Set<number> {
  return new Set(started.flatMap(({ kind, id }) => (kind === 'child-process' ? [id] : [])));
}

/** Ends a process, if it has not ended. */
export function endProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended.
  }
}
