import { basename } from 'node:path';
import { delay, now } from '../../core/captured-timers.js';
import type { MemoryUse } from '../agent/memory-use.js';
import type { OtherIsolate, UnseenIsolate } from '../agent/other-isolate.js';
import type { HeapGraph } from '../../heap/graph/index.js';
import { collectInRounds } from './collect-in-rounds.js';
import { type ConnectedProcesses, type InspectorSession, IsolateEnded } from './connected/index.js';
import { type IgnoredIsolate, type IsolateRule, reasonToIgnoreIsolate } from './isolate-rules.js';
import { type OwnIsolate, ProgramProcesses, type ReachedIsolate } from './program-processes.js';
import { Visit } from './visit.js';
import type { IsolateFacts } from './visitor.js';

/** An isolate whose heap can be read. */
export interface VisitedIsolate extends OtherIsolate {
  /** Identifies the isolate in the program. */
  readonly serial: number;
  /** The script that it runs; empty if it is unknown. */
  readonly script: string;
}

/** A heap of the program other than that of the scenario itself. */
export interface OtherHeap {
  readonly isolate: VisitedIsolate;
  readonly heap: HeapGraph;
}

/** The memory of an isolate, and its process. */
export interface IsolateMemory extends MemoryUse {
  readonly pid: number;
  /** Number of nodes in its snapshot. */
  readonly heapNodes: number;
}

/** The heaps of a program at one look, and what could not be read. */
export interface OtherHeaps {
  readonly heaps: readonly OtherHeap[];
  /** The memory of their isolates and processes. */
  readonly memory: readonly IsolateMemory[];
  readonly unseen: readonly UnseenIsolate[];
  /** What was not read because a rule says so. */
  readonly ignored: readonly IgnoredIsolate[];
}

/** An isolate that is visited at a look. */
interface Visited {
  readonly visit: Visit;
  readonly isolate: VisitedIsolate;
  readonly pid: number;
}

/** From so many isolates on, they are not read while their number still grows by as many as that from look to look. */
const MANY = 16;
const GROWING_BY = 6;
/** Time for a thread that has begun to run to know its script. */
const BEGIN_MS = 1000;
/** Time for threads that were started during a visit to begin to run. */
const FURTHER_MS = 5000;
const POLL_MS = 5;

/**
 * The program that is checked: all threads and processes that the scenario and its descendants start, apart from the
 * scenario's own isolate.
 */
export class Program {
  readonly #brand: string;
  readonly #isOurs: boolean;
  /** Which isolates are not read. */
  ignore: readonly IsolateRule[] = [];
  readonly #processes: ProgramProcesses;
  readonly #visits = new Map<InspectorSession, Visit>();
  /** Isolates that Node runs for itself. */
  readonly #nodesOwn = new Set<InspectorSession>();
  #visited: readonly Visited[] = [];
  #unseen: UnseenIsolate[] = [];
  #ignored: IgnoredIsolate[] = [];
  #nextSerial = 1;
  #before: number | null = null;

  /** @param connected receives the connections of the program's processes; it is closed with this object */
  constructor(brand: string, own: OwnIsolate, connected: ConnectedProcesses) {
    this.#brand = brand;
    this.#isOurs = own.isProcessOurs;
    this.#processes = new ProgramProcesses(own, connected);
  }

  /** See `ProgramProcesses.noteOlder`. */
  noteOlder(): void {
    this.#processes.noteOlder();
  }

  /**
   * Finds the isolates that are alive and collects all of them, in turn with the scenario's isolate, until nothing more
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
    this.#visited = [];
    this.#unseen = [];
    this.#ignored = [];
    if (!(await this.#processes.attach(list))) return;
    await this.#visitAll();
    // Only now is it known what the threads of a test runner's process have started.
    if (this.#processes.hasFurtherChildren()) {
      await this.#processes.attach(list);
      await this.#visitAll();
    }
    await this.#processes.forgetConsole();
    if (this.#visited.length === 0) return;
    const collectAll = async (): Promise<number> => {
      const sizes = await Promise.all(this.#visited.map((one) => this.#sizeOf(one, deadline)));
      await collectOwn();
      return sizes.reduce((sum, one) => sum + one, 0);
    };
    await collectInRounds(collectAll, () => now() < deadline);
  }

  /**
   * Reads the heaps of the isolates that were found by {@link Program.collect}.
   *
   * @param started what the scenario's isolate has started and is alive now
   */
  async heaps(started: readonly OtherIsolate[], deadline: number): Promise<OtherHeaps> {
    const heaps: OtherHeap[] = [];
    const memory: IsolateMemory[] = [];
    for (const visited of this.#visited) {
      const read = await this.#read(visited, deadline);
      if (read === null) continue;
      heaps.push({ isolate: visited.isolate, heap: read.heap });
      memory.push({ ...read.memory, pid: visited.pid, heapNodes: read.heap.nodeCount });
    }
    const why = 'it was started during the snapshot';
    const late = this.#processes.startedSince(started).map((one) => ({ ...one, why }));
    const unseen = [...this.#unseen, ...late].filter((one) => !this.#isIgnored(one, ''));
    return { heaps, memory, unseen, ignored: this.#ignored };
  }

  /** The processes that were alive when {@link Program.collect} was called, apart from that of the scenario and ignored ones. */
  processes(): readonly OtherIsolate[] {
    return this.#processes.processes().filter((one) => reasonToIgnoreIsolate(one, '', this.ignore) === null);
  }

  /** Counts entries of objects in the heap of one isolate; see `count-entries.ts`. */
  async entriesOf(serial: number, ids: readonly number[]): Promise<(number | null)[]> {
    const visited = this.#visited.find(({ visit }) => visit.serial === serial);
    return (await visited?.visit.entriesOf(ids)) ?? ids.map(() => null);
  }

  /** Leaves all isolates. If they exist to be checked, they end. */
  async close(): Promise<void> {
    if (!this.#isOurs) await Promise.all([...this.#visits.values()].map((visit) => visit.leave()));
    this.#processes.close();
  }

  /** Visits all isolates, also those that others have started only now. */
  async #visitAll(): Promise<void> {
    const until = now() + FURTHER_MS;
    for (;;) {
      const reached = this.#processes.reached();
      const count = reached.length;
      const isGrowing = count > MANY && this.#before !== null && count - this.#before >= GROWING_BY;
      this.#unseen = this.#processes.unreached();
      this.#ignored = [];
      this.#visited = [];
      if (isGrowing) {
        const why = 'the number of threads and processes is growing';
        for (const one of reached) this.#unseen.push({ ...described(one), why });
        this.#before = count;
        return;
      }
      const missing = await this.#visitEach(reached);
      if (missing.length === 0 || now() >= until) {
        this.#before = count;
        this.#unseen.push(...missing);
        return;
      }
      await delay(POLL_MS);
    }
  }

  /** Visits isolates. Returns those that they have started and that are not among them. */
  async #visitEach(reached: readonly ReachedIsolate[]): Promise<UnseenIsolate[]> {
    for (const [session, visit] of this.#visits) if (visit.hasEnded) this.#visits.delete(session);
    const visited: Visited[] = [];
    const missing: UnseenIsolate[] = [];
    for (const isolate of reached) {
      const { session, pid } = isolate;
      if (this.#nodesOwn.has(session)) continue;
      try {
        const visit =
          this.#visits.get(session) ?? (await Visit.begin(this.#nextSerial++, session, this.#brand));
        const { isNodesOwn, script, started, systemThread } = await factsOf(visit, isolate.isStarted);
        if (isNodesOwn) {
          this.#nodesOwn.add(session);
          continue;
        }
        this.#visits.set(session, visit);
        const { serial } = visit;
        const found = { ...described(isolate, script), serial, script };
        if (!this.#isIgnored(found, script)) visited.push({ visit, isolate: found, pid });
        this.#processes.noteStarted(isolate, started, systemThread);
        for (const id of started) {
          if (reached.some((one) => one.pid === pid && one.kind === 'worker' && one.id === id)) continue;
          const name = `thread ${id}`;
          const why = 'the inspector did not attach to it';
          missing.push({ kind: 'worker', id, name, startedAt: null, why });
        }
      } catch (error) {
        this.#refuse(described(isolate), error);
      }
    }
    this.#visited = visited;
    return missing;
  }

  /** Collects an isolate, and returns the size of its heap; 0 if that fails. */
  async #sizeOf(visited: Visited, deadline: number): Promise<number> {
    try {
      return await visited.visit.collect(left(deadline));
    } catch (error) {
      this.#leave(visited, error);
      return 0;
    }
  }

  /** Reads the heap of an isolate; `null` if that fails. */
  async #read(
    visited: Visited,
    deadline: number,
  ): Promise<{ readonly heap: HeapGraph; readonly memory: MemoryUse } | null> {
    const { visit } = visited;
    try {
      if (now() >= deadline) throw new Error('there was no time left to read it');
      const heap = await visit.heap(left(deadline));
      return { heap, memory: await visit.memoryUse() };
    } catch (error) {
      this.#leave(visited, error);
      return null;
    }
  }

  /** Whether a rule leaves out an isolate; that is noted. */
  #isIgnored(isolate: OtherIsolate, script: string): boolean {
    const reason = reasonToIgnoreIsolate(isolate, script, this.ignore);
    if (reason !== null) this.#ignored.push({ name: isolate.name, reason });
    return reason !== null;
  }

  #leave(visited: Visited, error: unknown): void {
    this.#visited = this.#visited.filter((one) => one !== visited);
    this.#refuse(visited.isolate, error);
  }

  #refuse(isolate: OtherIsolate, error: unknown): void {
    if (!(error instanceof IsolateEnded)) this.#unseen.push({ ...isolate, why: (error as Error).message });
  }
}

/**
 * Returns what an isolate says of itself. One that seems to be Node's own may not have begun to run its script.
 *
 * @param isStarted whether it is known who started it, so that it is not Node's own
 */
async function factsOf(visit: Visit, isStarted: boolean): Promise<IsolateFacts> {
  const until = now() + BEGIN_MS;
  for (;;) {
    const facts = await visit.facts();
    if (isStarted) return { ...facts, isNodesOwn: false };
    if (!facts.isNodesOwn || now() >= until) return facts;
    await delay(POLL_MS);
  }
}

function left(deadline: number): number {
  return Math.max(1, deadline - now());
}

/** Returns the description of an isolate, without its session. */
function described({ kind, id, name, startedAt }: ReachedIsolate, script = ''): OtherIsolate {
  const isNamed = script === '' || (kind === 'worker' && name.endsWith(')'));
  const unnamed = kind === 'worker' ? name : `process ${id}`;
  return { kind, id, name: isNamed ? name : `${unnamed} (${basename(script)})`, startedAt };
}
