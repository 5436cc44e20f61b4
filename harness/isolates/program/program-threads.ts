import { basename } from 'node:path';
import { harnessThreads } from '../../core/harness-threads.js';
import { now } from '../../core/captured-timers.js';
import type { OtherIsolate, UnseenIsolate } from '../agent/other-isolate.js';
import { temporaryFolder, type TemporaryFolder } from '../supervision/temporary-folder.js';
import type { HeapGraph } from '../../heap/graph/index.js';
import { VisitedThread } from './visited-thread.js';
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
   * @param started what the scenario's isolate has started
   * @param collectOwn collects the scenario's isolate
   */
  async collect(
    started: readonly OtherIsolate[],
    collectOwn: () => Promise<void>,
    deadline: number,
  ): Promise<void> {
    // A thread that another one started does not outlive it.
    if (this.#sessions === null && !started.some(({ kind }) => kind === 'worker')) return;
    this.#sessions ??= await WorkerSessions.open();
    await this.#visit(started);
    await this.#sessions.forgetConsole(CONSOLE_MS);
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
  async #visit(started: readonly OtherIsolate[]): Promise<void> {
    const living = (this.#sessions?.living() ?? []).filter(
      ({ threadId }) => threadId !== this.#ownThread && !harnessThreads.has(threadId),
    );
    this.#refused.clear();
    this.#hasTooMany =
      living.length > MANY && this.#before !== null && living.length - this.#before >= GROWING_BY;
    this.#before = living.length;
    for (const [id, thread] of this.#visited) if (thread.hasEnded) this.#visited.delete(id);
    const isolates: VisitedIsolate[] = [];
    for (const session of living) {
      const { threadId } = session;
      const known = started.find(({ kind, id }) => kind === 'worker' && id === threadId);
      if (this.#hasTooMany) {
        this.#refused.set(threadId, 'the number of threads is growing');
        isolates.push(describe(threadId, known));
        continue;
      }
      try {
        const thread = this.#visited.get(threadId) ?? (await VisitedThread.of(session, this.#brand));
        if (thread.facts.isNodesOwn) continue;
        this.#visited.set(threadId, thread);
        isolates.push(describe(threadId, known, thread.facts.script));
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

function left(deadline: number): number {
  return Math.max(1, deadline - now());
}

/** @param known what the scenario's isolate says of the thread, if it started it */
function describe(id: number, known: OtherIsolate | undefined, script = ''): VisitedIsolate {
  if (known !== undefined) return { ...known, script };
  const name = `thread ${id}${script === '' ? '' : ` (${basename(script)})`}`;
  return { kind: 'worker', id, name, startedAt: null, script };
}
