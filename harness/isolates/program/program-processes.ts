import { harnessThreads } from '../../core/harness-threads.js';
import { delay, now } from '../../core/captured-timers.js';
import {
  describedByList,
  endProcess,
  OrphanedProcesses,
  processIds,
  withDescendants,
} from './listed-processes.js';
import { nameOfProcess, type OtherIsolate, type UnseenIsolate } from '../agent/other-isolate.js';
import {
  childrenOf,
  childrenOfThread,
  canListProcesses,
  isAlive,
  isNodeProcess,
} from '../agent/process-list.js';
import {
  type ConnectedProcess,
  type ConnectedProcesses,
  type InspectorSession,
  ProcessSessions,
  type ThreadSession,
} from './connected/index.js';

/** The isolate of the scenario, which is read by other means. */
export interface OwnIsolate {
  readonly pid: number;
  /** 0 for a main thread. */
  readonly threadId: number;
  /** Whether all that its process starts belongs to the scenario. */
  readonly isProcessOurs: boolean;
}

/** An isolate other than that of the scenario, and a session with it. */
export interface ReachedIsolate extends OtherIsolate {
  readonly session: InspectorSession;
  /** Id of its process. */
  readonly pid: number;
  /** Whether it is known who started it, so that it is not Node's own. */
  readonly isStarted: boolean;
}

/** Time for a thread or process that was started to begin to run, and to connect. */
const ATTACH_MS = 5000;
const CONSOLE_MS = 5000;
const POLL_MS = 5;
const MAIN = 0;

/** The processes of a program that is checked, with their threads. */
export class ProgramProcesses {
  readonly #own: OwnIsolate;
  readonly #connected: ConnectedProcesses;
  /** Sessions with the threads of this process, if the scenario runs in it. */
  #here: ProcessSessions | null = null;
  /** Connected processes that are older than the scenario. */
  #older: ReadonlySet<number> = new Set();
  /** Processes that this one had started before the check, if the scenario runs beside other code. */
  readonly #olderChildren: ReadonlySet<number>;
  /** The system's ids of the scenario's threads in this process, if other code has threads there. */
  readonly #systemThreads = new Set<number>();
  /** Processes that did not connect in time. */
  readonly #givenUp = new Set<number>();
  #started: readonly OtherIsolate[] = [];
  readonly #orphans: OrphanedProcesses;
  /** Ids of the threads of the scenario's process that its other threads have started. */
  readonly #startedByOthers = new Set<number>();

  constructor(own: OwnIsolate, connected: ConnectedProcesses) {
    this.#own = own;
    this.#connected = connected;
    this.#orphans = new OrphanedProcesses(connected);
    this.#olderChildren = new Set(own.isProcessOurs ? [] : childrenOf('self'));
  }

  /** Notes that the scenario is about to be loaded: what has been started until now is not part of it. */
  noteOlder(): void {
    this.#older = new Set(this.#connected.living().map(({ pid }) => pid));
    this.#orphans.noteOlder();
  }

  /**
   * Attaches to all isolates that are alive, and waits for those that have been started and do not run yet.
   *
   * @param list returns what the scenario's isolate has started and is alive
   * @returns false if there is no isolate but that of the scenario
   */
  async attach(list: () => Promise<readonly OtherIsolate[]>): Promise<boolean> {
    const until = now() + ATTACH_MS;
    for (;;) {
      const listed = withDescendants([...(await list()), ...this.#ofThreads()]);
      // Beside other threads it is unknown whose they are.
      this.#started = this.#hasSiblings ? listed : this.#orphans.addTo(listed, this.#own.pid);
      const hasWorkers = this.#hasOlderThreads || this.#started.some(({ kind }) => kind === 'worker');
      if (this.#here === null && !hasWorkers && this.#started.length + this.#children().length === 0)
        return false;
      if (hasWorkers) await this.#attachOwn();
      for (const child of this.#children())
        if (!this.#isSettled(child)) await child.sessions.attach().catch(() => undefined);
      if (this.#missing().length === 0 && this.#children().every((one) => this.#isSettled(one))) return true;
      if (now() >= until) break;
      await delay(POLL_MS);
    }
    for (const { kind, id } of this.#missing()) if (kind === 'child-process') this.#givenUp.add(id);
    return true;
  }

  /** Notes the threads that a visited isolate has started, and the system's id of its own thread. */
  noteStarted({ pid }: ReachedIsolate, threadIds: readonly number[], systemThread: number | null): void {
    if (pid !== this.#own.pid) return;
    for (const id of threadIds) this.#startedByOthers.add(id);
    if (systemThread !== null && this.#hasSiblings) this.#systemThreads.add(systemThread);
  }

  /** Whether threads of the scenario have started processes that were not known at the last attachment. */
  hasFurtherChildren(): boolean {
    const known = processIds(this.#started);
    return this.#ofThreads().some(({ id }) => !known.has(id));
  }

  /** The isolates that can be visited. */
  reached(): ReachedIsolate[] {
    const own = this.#ownSessions?.workers() ?? [];
    return [
      ...own.filter((one) => this.#isOthers(one)).map((one) => this.#ownThread(one)),
      ...this.#children()
        .filter((one) => this.#isReadable(one))
        .flatMap((child) => this.#isolatesOf(child)),
    ];
  }

  /** The isolates that are alive and cannot be visited. */
  unreached(): UnseenIsolate[] {
    return this.#isolates()
      .filter((one) => !this.#isReached(one))
      .map((one) => ({ ...one, why: this.#whyNot(one) }));
  }

  /** The processes of the program that are alive. */
  processes(): OtherIsolate[] {
    return this.#isolates().filter(
      ({ kind, id }) => kind === 'child-process' && (!canListProcesses || isAlive(id)),
    );
  }

  /** What has been started, and the processes that have only connected. */
  #isolates(): OtherIsolate[] {
    const known = processIds(this.#started);
    const others = this.#children().filter(({ pid }) => !known.has(pid));
    return [...this.#started, ...others.map(describedBy)];
  }

  /** Returns those of some isolates that were not listed yet when {@link ProgramProcesses.attach} was called. */
  startedSince(started: readonly OtherIsolate[]): OtherIsolate[] {
    return started.filter(({ kind, id }) => !this.#started.some((one) => one.kind === kind && one.id === id));
  }

  /** Discards logged objects, which the inspector would retain while it is connected. */
  async forgetConsole(): Promise<void> {
    const children = this.#children()
      .filter((one) => this.#isReadable(one))
      .map((one) => one.sessions);
    const own = this.#ownSessions;
    const all = own === null ? children : [own, ...children];
    await Promise.all(all.map((one) => one.forgetConsole(CONSOLE_MS)));
  }

  close(): void {
    if (this.#own.isProcessOurs) this.#endAll();
    this.#here?.close();
    this.#connected.close(this.#own.isProcessOurs);
  }

  /** Ends the processes of the program: those that run something other than Node have no connection that does so. */
  #endAll(): void {
    for (const { id } of this.processes()) {
      // Its id may belong to another process by now.
      if (this.#connected.isOfProgram(id)) endProcess(id);
    }
  }

  /** The sessions with the threads of the process in which the scenario runs; `null` as long as none is needed. */
  get #ownSessions(): ProcessSessions | null {
    const { pid } = this.#own;
    if (this.#here !== null || this.#connected.isContested(pid)) return this.#here;
    return this.#connected.get(pid)?.sessions ?? null;
  }

  /** Whether other threads of the process are not those of the scenario. */
  get #hasSiblings(): boolean {
    return !this.#own.isProcessOurs && this.#own.threadId !== MAIN;
  }

  /** The processes that the scenario's threads have started in a process with threads of others. */
  #ofThreads(): OtherIsolate[] {
    const children = [...this.#systemThreads].flatMap((thread) => childrenOfThread('self', thread));
    return children.filter((pid) => !this.#olderChildren.has(pid) && isAlive(pid)).map(describedByList);
  }

  async #attachOwn(): Promise<void> {
    if (this.#own.pid === process.pid) this.#here ??= await ProcessSessions.ofThisProcess();
    else
      await this.#connected
        .get(this.#own.pid)
        ?.sessions.attach()
        .catch(() => undefined);
  }

  /** The connected processes of the program other than that of the scenario. */
  #children(): ConnectedProcess[] {
    const others = this.#connected.living().filter(({ pid }) => pid !== this.#own.pid);
    if (this.#own.isProcessOurs) return others.filter(({ pid }) => !this.#older.has(pid));
    const known = processIds(this.#started);
    // A process connects after the one that started it.
    return others.filter(({ pid, parent }) => {
      if (!known.has(pid) && !known.has(parent)) return false;
      known.add(pid);
      return true;
    });
  }

  /** Whether a thread of the scenario's process is neither the scenario's nor the harness's. */
  #isOthers({ threadId }: ThreadSession): boolean {
    const { pid, threadId: ownThread } = this.#own;
    if (threadId === ownThread) return false;
    if (!this.#isInProgram(threadId)) return false;
    const relay = this.#connected.get(pid)?.relay;
    return this.#here === null ? threadId !== relay : !harnessThreads.has(threadId);
  }

  /** Whether threads may have been started before the check: all threads of a process are started by its main thread. */
  get #hasOlderThreads(): boolean {
    return !this.#own.isProcessOurs && this.#own.threadId === MAIN;
  }

  /** Whether a thread of the scenario's process belongs to the program: others may run beside the scenario's thread. */
  #isInProgram(threadId: number): boolean {
    const { isProcessOurs, threadId: ownThread } = this.#own;
    if (isProcessOurs || ownThread === MAIN || this.#startedByOthers.has(threadId)) return true;
    return this.#started.some(({ kind, id }) => kind === 'worker' && id === threadId);
  }

  #ownThread({ threadId, session }: ThreadSession): ReachedIsolate {
    const known = this.#started.find(({ kind, id }) => kind === 'worker' && id === threadId);
    const { pid } = this.#own;
    if (known !== undefined) return { ...known, session, pid, isStarted: true };
    const name = `thread ${threadId}`;
    return { kind: 'worker', id: threadId, name, startedAt: null, session, pid, isStarted: false };
  }

  #isolatesOf(child: ConnectedProcess): ReachedIsolate[] {
    const { pid, sessions, relay } = child;
    const known = this.#started.find(({ kind, id }) => kind === 'child-process' && id === pid);
    const { session } = sessions.main;
    const main = { ...(known ?? describedBy(child)), session, pid, isStarted: true };
    const workers = sessions.workers().filter(({ threadId }) => threadId !== relay);
    return [
      main,
      ...workers.map((one): ReachedIsolate => ({
        kind: 'worker',
        id: one.threadId,
        name: `thread ${one.threadId} of process ${pid}`,
        startedAt: null,
        session: one.session,
        pid,
        isStarted: false,
      })),
    ];
  }

  #isReadable({ pid, sessions }: ConnectedProcess): boolean {
    return sessions.isAttached && !this.#connected.isContested(pid);
  }

  /** Whether there is nothing to wait for: it can be visited, or never will be. */
  #isSettled({ pid, sessions }: ConnectedProcess): boolean {
    return sessions.isAttached || sessions.hasEnded || this.#connected.isContested(pid);
  }

  /** What has been started, does not run yet, and will soon. */
  #missing(): OtherIsolate[] {
    return this.#started.filter((one) => !this.#isReached(one) && this.#willRun(one));
  }

  #isReached({ kind, id }: OtherIsolate): boolean {
    if (kind === 'child-process') {
      const connected = this.#connected.get(id);
      return connected !== undefined && this.#isReadable(connected);
    }
    return this.#ownSessions?.workers().some(({ threadId }) => threadId === id) ?? false;
  }

  #willRun({ kind, id }: OtherIsolate): boolean {
    if (kind === 'worker') return true;
    if (this.#connected.isContested(id) || this.#connected.get(id)?.sessions.hasEnded === true) return false;
    return !this.#givenUp.has(id) && isNodeProcess(id) !== false && this.#connected.isExpected(id);
  }

  #whyNot({ kind, id }: OtherIsolate): string {
    if (kind === 'worker') return 'the inspector did not attach to it';
    if (this.#connected.isContested(id)) return 'more than one connection says that it is this process';
    if (this.#connected.get(id) !== undefined) return 'its inspector does not answer';
    if (this.#connected.error !== null)
      return `no process can connect to the check (${this.#connected.error})`;
    if (isNodeProcess(id) === false) return 'it is not a Node.js process';
    if (!this.#connected.isExpected(id))
      return 'it was started without the environment variables of the check (NODE_OPTIONS and HEAPWITNESS_PROGRAM)';
    return 'it did not connect to the check';
  }
}

/** Describes a process by what it says of itself. */
function describedBy({ pid, command }: ConnectedProcess): OtherIsolate {
  return { kind: 'child-process', id: pid, name: nameOfProcess(pid, command.join(' ')), startedAt: null };
}
