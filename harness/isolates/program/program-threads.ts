import { basename } from 'node:path';
import { harnessThreads } from '../../core/harness-threads.js';
import { delay, now } from '../../core/captured-timers.js';
import type { OtherIsolate, UnseenIsolate } from '../agent/other-isolate.js';
import { temporaryFolder, type TemporaryFolder } from '../supervision/temporary-folder.js';
import type { HeapGraph } from '../../heap/graph/index.js';
import { VisitedThread } from './visited-thread.js';
import type { ThreadFacts } from './visitor.js';
import { ThreadEnded, WorkerSessions } from './worker-sessions.js';

/** An isolate whose heap can be read. */
export interface VisitedIsolate extends OtherIsolate {
  /** The script that it runs; empty if it is unknown. */
  readonly script: string;
}

/** A heap of the program other than that of the scenario itself. */
export interface OtherHeap {
  readonly isolate: VisitedIsolate;
  readonly heap: HeapGraph;
}

/** The heaps of a program at one look, and what could not be read. */
export interface OtherHeaps {
  readonly heaps: readonly OtherHeap[];
  /** Bytes outside of these heaps that their objects retain. */
  readonly externalBytes: number;
  readonly unseen: readonly UnseenIsolate[];
}

/** Rounds of collecting all isolates in turn, and change of all their sizes below which another one is useless. */
const MOST_ROUNDS = 8;
const FEWEST_ROUNDS = 2;
const NOISE_BYTES = 8192;
/** From so many threads on, threads are not read while their number still grows by as many as that from look to look. */
const MANY = 16;
const GROWING_BY = 6;
const CONSOLE_MS = 5000;
/** Time for a thread that was started to begin to run. */
const ATTACH_MS = 5000;
/** Time for a thread that has begun to run to know its script. */
const BEGIN_MS = 1000;
const POLL_MS = 5;

/** All worker threads of this process, except for some: those of the program that is checked. */
export class ProgramThreads {
  readonly #brand: string;
  /** Thread of the scenario, which is read by other means. */
  readonly #ownThread: number;
  #sessions: WorkerSessions | null = null;
  #folder: TemporaryFolder | null = null;
  readonly #visited = new Map<number, VisitedThread>();
  /** Why a thread cannot be visited. */
  readonly #refused = new Map<number, string>();
  /** Threads that Node runs for itself. */
  readonly #nodesOwn = new Set<number>();
  #isolates: readonly VisitedIsolate[] = [];
  #before: number | null = null;
  #hasTooMany = false;

  constructor(brand: string, ownThread: number) {
    this.#brand = brand;
    this.#ownThread = ownThread;
  }

  /**
   * Finds the threads that are alive and collects all of them, in turn with the scenario's isolate, until nothing more
   * is freed: what an isolate releases may keep objects of another one alive.
   *
   * @param list returns what the scenario's isolate has started and is alive
   * @param collectOwn collects the scenario's isolate
   */
  async collect(
    list: () => Promise<readonly OtherIsolate[]>,
    collectOwn: () => Promise<void>,
    deadline: number,
  ): Promise<void> {
    const started = await list();
    // A thread that another one started does not outlive it.
    if (this.#sessions === null && !started.some(({ kind }) => kind === 'worker')) return;
    const sessions = (this.#sessions ??= await WorkerSessions.open());
    await this.#visit(sessions, await attached(sessions, list));
    await sessions.forgetConsole(CONSOLE_MS);
    if (this.#visited.size === 0 || this.#hasTooMany) return;
    let lowest = Infinity;
    for (let round = 1; round <= MOST_ROUNDS && now() < deadline; round++) {
      const sizes = await Promise.all([...this.#visited.values()].map((one) => this.#sizeOf(one, deadline)));
      await collectOwn();
      const size = sizes.reduce((sum, one) => sum + one, 0);
      if (round >= FEWEST_ROUNDS && size > lowest - NOISE_BYTES) break;
      lowest = Math.min(lowest, size);
    }
  }

  /** Reads the heaps of the threads that were found by {@link ProgramThreads.collect}. */
  async heaps(deadline: number): Promise<OtherHeaps> {
    const heaps: OtherHeap[] = [];
    let externalBytes = 0;
    for (const isolate of this.#isolates) {
      const thread = this.#visited.get(isolate.id);
      if (thread === undefined || this.#refused.has(isolate.id)) continue;
      const read = await this.#read(thread, deadline);
      if (read === null) continue;
      heaps.push({ isolate, heap: read.heap });
      externalBytes += read.externalBytes;
    }
    const unseen = this.#isolates.flatMap((isolate) => {
      const why = this.#refused.get(isolate.id);
      return why === undefined ? [] : [{ ...isolate, why }];
    });
    return { heaps, externalBytes, unseen };
  }

  /** Counts entries of objects in the heap of one thread; see `count-entries.ts`. */
  async entriesOf(threadId: number, ids: readonly number[]): Promise<(number | null)[]> {
    return (await this.#visited.get(threadId)?.entriesOf(ids)) ?? ids.map(() => null);
  }

  async close(): Promise<void> {
    this.#sessions?.close();
    await this.#folder?.remove();
  }

  /** Visits the threads that were started since the last look, and forgets those that have ended. */
  async #visit(sessions: WorkerSessions, started: readonly OtherIsolate[]): Promise<void> {
    const living = sessions
      .living()
      .filter(({ threadId }) => threadId !== this.#ownThread && !harnessThreads.has(threadId));
    this.#refused.clear();
    this.#hasTooMany =
      living.length > MANY && this.#before !== null && living.length - this.#before >= GROWING_BY;
    this.#before = living.length;
    for (const [id, thread] of this.#visited) if (thread.hasEnded) this.#visited.delete(id);
    const isolates: VisitedIsolate[] = [];
    for (const isolate of notAttached(sessions, started)) {
      this.#refused.set(isolate.id, 'the inspector did not attach to it');
      isolates.push({ ...isolate, script: '' });
    }
    for (const session of living) {
      const { threadId } = session;
      const known = started.find(({ kind, id }) => kind === 'worker' && id === threadId);
      if (this.#hasTooMany) {
        this.#refused.set(threadId, 'the number of threads is growing');
        isolates.push(describe(threadId, known));
        continue;
      }
      try {
        if (this.#nodesOwn.has(threadId)) continue;
        const thread = this.#visited.get(threadId) ?? (await VisitedThread.of(session, this.#brand));
        const { isNodesOwn, script } = await factsOf(thread, known !== undefined);
        if (isNodesOwn) {
          this.#nodesOwn.add(threadId);
          continue;
        }
        this.#visited.set(threadId, thread);
        isolates.push(describe(threadId, known, script));
      } catch (error) {
        if (error instanceof ThreadEnded) continue;
        this.#refused.set(threadId, (error as Error).message);
        isolates.push(describe(threadId, known));
      }
    }
    this.#isolates = isolates;
  }

  /** Collects a thread, and returns the size of its heap; 0 if that fails. */
  async #sizeOf(thread: VisitedThread, deadline: number): Promise<number> {
    try {
      return await thread.collect(left(deadline));
    } catch (error) {
      this.#refuse(thread, error);
      return 0;
    }
  }

  /** Reads the heap of a thread; `null` if that fails. */
  async #read(
    thread: VisitedThread,
    deadline: number,
  ): Promise<{ readonly heap: HeapGraph; readonly externalBytes: number } | null> {
    try {
      if (now() >= deadline) throw new Error('there was no time left to read it');
      this.#folder ??= await temporaryFolder();
      const heap = await thread.heap(this.#folder.path, left(deadline));
      return { heap, externalBytes: await thread.externalBytes() };
    } catch (error) {
      this.#refuse(thread, error);
      return null;
    }
  }

  #refuse(thread: VisitedThread, error: unknown): void {
    if (!(error instanceof ThreadEnded)) this.#refused.set(thread.threadId, (error as Error).message);
  }
}

/**
 * Returns what a thread says of itself. One that seems to be Node's own may not have begun to run its script.
 *
 * @param isStarted whether the scenario's isolate started it, so that it is not Node's own
 */
async function factsOf(thread: VisitedThread, isStarted: boolean): Promise<ThreadFacts> {
  const until = now() + BEGIN_MS;
  for (;;) {
    const facts = await thread.facts();
    if (isStarted) return { ...facts, isNodesOwn: false };
    if (!facts.isNodesOwn || now() >= until) return facts;
    await delay(POLL_MS);
  }
}

/** Waits until the inspector has attached to all threads that were started: it does so when they begin to run. */
async function attached(
  sessions: WorkerSessions,
  list: () => Promise<readonly OtherIsolate[]>,
): Promise<readonly OtherIsolate[]> {
  const until = now() + ATTACH_MS;
  for (;;) {
    const started = await list();
    if (notAttached(sessions, started).length === 0 || now() >= until) return started;
    await delay(POLL_MS);
  }
}

function notAttached(sessions: WorkerSessions, started: readonly OtherIsolate[]): OtherIsolate[] {
  const known = new Set(sessions.living().map(({ threadId }) => threadId));
  return started.filter(({ kind, id }) => kind === 'worker' && !known.has(id));
}

function left(deadline: number): number {
  return Math.max(1, deadline - now());
}

/** @param known what the scenario's isolate says of the thread, if it started it */
function describe(id: number, known: OtherIsolate | undefined, script = ''): VisitedIsolate {
  if (known !== undefined) return { ...known, script };
  const name = `thread ${id}${script === '' ? '' : ` (${basename(script)})`}`;
  return { kind: 'worker', id, name, startedAt: null, script };
}
