import { readTimerLists } from '../../heap/graph/index.js';
import { now } from '../../core/captured-timers.js';
import { BRAND, memoryReader, withoutFiles } from '../../isolates/agent/index.js';
import type {
  OpenedFile,
  Counters,
  OpenedScenario,
  OtherIsolate,
  RunEffort,
  RunProgress,
  SurvivingAllocations,
} from '../../isolates/agent/index.js';
import type { LongLivedWorker } from '../../isolates/workers/index.js';
import type { ConnectedProcesses } from '../../isolates/program/connected/index.js';
import { type IsolateMemory, type IsolateRule, Program } from '../../isolates/program/index.js';
import { programCounters, type ProgramUse, programUse } from './program-use.js';
import { Pace } from './pace.js';
import { provenHeaps } from './proven-heaps.js';
import { entriesPerIsolate } from './program-ids.js';
import type { ProgramHeap } from './program-history.js';
import type { AgentModule } from './start-agent.js';
import type { Look, Subject } from './subject.js';

const readMemory = memoryReader();

/** Time limit of one hook, and of iterations beyond their own limit, after which the scenario counts as hung. */
const HUNG_MS = 30_000;
/** Time limit of the teardown of a scenario that ends early. */
const LEAVE_MS = 1000;

/**
 * A scenario that runs in a worker of its own: a thread of this process, or a process.
 */
export class WorkerSubject implements Subject<ProgramHeap> {
  readonly kind: 'thread' | 'process';
  readonly isOnOwnHeap = false;
  readonly pace: Pace = new Pace();
  readonly #worker: LongLivedWorker<AgentModule>;
  /** Deadline of the check, on the clock of `performance.now()`. */
  deadline: number;
  #processBytes = 0;
  /** Durations of the timers that were pending at the last look. */
  #pendingTimers: readonly number[] = [];
  #hasTeardown = false;
  readonly #connected: ConnectedProcesses;
  /** The other threads of the scenario, and its processes. */
  readonly #program: Program;

  /** @param worker a worker that has not loaded the scenario's module yet */
  constructor(worker: LongLivedWorker<AgentModule>, connected: ConnectedProcesses, deadline: number) {
    this.#worker = worker;
    this.deadline = deadline;
    this.kind = worker.kind;
    this.#connected = connected;
    const own = { pid: worker.pid ?? process.pid, threadId: worker.threadId ?? 0, isProcessOurs: true };
    this.#program = new Program(BRAND, own, connected);
  }

  /** Sets which threads and processes are not read. */
  ignoreIsolates(rules: readonly IsolateRule[]): void {
    this.#program.ignore = rules;
  }

  /** Loads the scenario's module. */
  async load(module: string, variant: string): Promise<OpenedScenario> {
    this.#program.noteOlder();
    const opened = await this.#worker.call('open', { module, variant, brand: BRAND }, this.#within(HUNG_MS));
    this.#hasTeardown = opened.hasTeardown;
    await this.#use([], [], 0);
    return opened;
  }

  /** Makes allocation samples contain all calls. Call it before code of the scenario is optimized. */
  async keepCallsApart(): Promise<void> {
    await this.#worker.call('keepCallsApart', undefined, this.#within(HUNG_MS));
  }

  async setup(plantEvery: number): Promise<void> {
    await this.#worker.call('setup', { plantEvery }, this.#within(HUNG_MS));
  }

  async run(count: number, limitMs: number): Promise<RunEffort> {
    const effort = await this.#worker.call('run', { count, limitMs }, this.#within(limitMs + HUNG_MS));
    this.pace.note(effort);
    return effort;
  }

  async look(quietMs: number, meanwhile: () => void): Promise<Look<ProgramHeap>> {
    const pendingTimers = this.#pendingTimers;
    await this.#worker.call('settle', { quietMs, pendingTimers }, this.#within(quietMs + HUNG_MS));
    let gc = await this.#worker.collectGarbage(this.#within(HUNG_MS));
    await this.#program.collect(
      () => this.#otherIsolates(),
      async () => {
        gc = await this.#worker.collectGarbage(this.#within(HUNG_MS));
      },
      this.deadline,
    );
    const started = await this.#otherIsolates();
    const read = await provenHeaps(this.#program.heaps(started, this.deadline));
    const { heaps: others, memory, unseen, ignored } = read;
    const processes = this.#program.processes();
    const counters = programCounters(await this.counters(), memory, processes);
    const own = await this.#worker.heap({ ...this.#within(HUNG_MS), meanwhile });
    this.#pendingTimers = readTimerLists(own).map(({ durationMs }) => durationMs);
    const alsoRead = others.map(({ isolate }) => isolate.name);
    const use = await this.#use(processes, memory, own.nodeCount);
    return { heap: { own, others }, gc, counters, use, alsoRead, unseen, ignored };
  }

  async counters(): Promise<Counters> {
    const counters = await this.#worker.call('counters', undefined, this.#within(HUNG_MS));
    // The connections of the harness are open files of this process.
    return this.kind === 'thread' ? withoutFiles(counters, this.#connected.count) : counters;
  }

  entriesOf(ids: readonly number[]): Promise<readonly (number | null)[]> {
    return entriesPerIsolate(ids, (serial, own) =>
      serial === null
        ? this.#worker.call('entriesOf', own, this.#within(HUNG_MS))
        : this.#program.entriesOf(serial, own),
    );
  }

  async sampleAllocations(): Promise<void> {
    await this.#worker.call('noteOpenedFiles', undefined, this.#within(HUNG_MS));
    await this.#worker.sampleAllocations(this.#within(HUNG_MS));
  }

  survivingAllocations(): Promise<readonly SurvivingAllocations[]> {
    return this.#worker.survivingAllocations(this.#within(HUNG_MS));
  }

  openedFiles(): Promise<readonly OpenedFile[]> {
    return this.#worker.call('openedFiles', undefined, this.#within(HUNG_MS));
  }

  processBytes(): number {
    try {
      this.#processBytes = process.memoryUsage.rss();
    } catch {
      // Node reads it from a file, and the scenario may have used up all file descriptors.
    }
    return this.#processBytes;
  }

  /** Returns the progress of the run; null if the worker's event loop does not respond. */
  async progress(): Promise<RunProgress | null> {
    try {
      return await this.#worker.call('ping', undefined, { timeoutMs: 1000 });
    } catch {
      return null;
    }
  }

  /** Runs the `teardown` of the scenario, if it has one; a short time is reserved for it even after a timeout. */
  async teardown(): Promise<void> {
    if (!this.#hasTeardown) return;
    const timeoutMs = Math.max(LEAVE_MS, this.#within(HUNG_MS).timeoutMs);
    await this.#worker.call('teardown', undefined, { timeoutMs });
  }

  /**
   * Aborts the scenario's signal and runs its `teardown` if its event loop is responsive. Ignores the outcome.
   */
  async leave(): Promise<void> {
    const limit = { limitMs: LEAVE_MS };
    await this.#worker.call('leave', limit, { timeoutMs: LEAVE_MS }).catch(() => undefined);
  }

  async end(): Promise<void> {
    await this.#worker.close();
    await this.#program.close();
  }

  #otherIsolates(): Promise<readonly OtherIsolate[]> {
    return this.#worker.call('otherIsolates', undefined, this.#within(HUNG_MS));
  }

  /**
   * Returns what the program uses. Its own heap is in the memory of this thread by then, at each look. Called once before
   * the first look, so that the texts of compiled code do not count as left behind by the first cycle.
   */
  async #use(
    started: readonly OtherIsolate[],
    others: readonly IsolateMemory[],
    heapNodes: number,
  ): Promise<ProgramUse> {
    const own = await this.#worker.call('memoryUse', undefined, this.#within(HUNG_MS));
    return programUse({
      isolates: [{ ...own, pid: this.#worker.pid ?? process.pid, heapNodes }, ...others],
      harness: this.kind === 'thread' ? readMemory() : null,
      started,
      isShared: false,
      ownSocket: this.#connected.address,
    });
  }

  #within(milliseconds: number): { timeoutMs: number } {
    return { timeoutMs: Math.max(1, Math.ceil(Math.min(milliseconds, this.deadline - now()))) };
  }
}
