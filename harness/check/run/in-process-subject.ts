import { threadId } from 'node:worker_threads';
import { BRAND, collectGarbage, memoryReader, withExternalBytes } from '../../isolates/agent/index.js';
import {
  AllocationSampler,
  countEntries,
  OwnInspector,
  WasmMemory,
  withMoreBytes,
  withoutFiles,
  HeapwitnessIsolates,
  HeapwitnessOpenedFiles,
  sampleCounters,
  ScenarioSession,
  settle,
} from '../../isolates/agent/in-process/index.js';
import type {
  Counters,
  Hooks,
  OpenedFile,
  OtherIsolate,
  RunEffort,
  SurvivingAllocations,
} from '../../isolates/agent/index.js';
import { isOwn } from '../../core/error-record.js';
import { clearTimeout, now, setTimeout } from '../../core/captured-timers.js';
import { ownHeap } from '../../isolates/captures/index.js';
import { ConnectedProcesses } from '../../isolates/program/connected/index.js';
import { type IsolateMemory, type IsolateRule, Program } from '../../isolates/program/index.js';
import { Pace } from './pace.js';
import { entriesPerIsolate } from './program-ids.js';
import type { ProgramHeap } from './program-history.js';
import { programCounters, type ProgramUse, programUse } from './program-use.js';
import { provenHeaps } from './proven-heaps.js';
import type { Look, Subject } from './subject.js';

const readMemory = memoryReader();

/** A remark is made if the looks together took at least this long. */
const COSTLY_MS = 10_000;

/** Thrown when the scenario threw; its own error is the cause. */
export class ScenarioThrew extends Error {
  constructor(cause: unknown) {
    super('The scenario threw.', { cause });
  }
}

/** Thrown when work did not end before its deadline. */
export class OutOfTime extends Error {}

/**
 * A scenario that runs in this process, on the same heap as the check.
 */
export class InProcessSubject implements Subject<ProgramHeap> {
  readonly kind = 'in-process';
  readonly isOnOwnHeap = true;
  readonly pace: Pace = new Pace();
  readonly session: ScenarioSession;
  looks = 0;
  lookMs = 0;
  readonly #sampler = new AllocationSampler();
  readonly #inspector = new OwnInspector();
  readonly #wasmMemory = new WasmMemory(this.#inspector);
  /** Of a check in a thread of a test runner, other threads are not those of the scenario. */
  readonly #isolates = new HeapwitnessIsolates({ isProcessOurs: threadId === 0, brand: BRAND });
  readonly #openings = new HeapwitnessOpenedFiles(BRAND);
  readonly #connected = new ConnectedProcesses();
  readonly #restoreVariables = this.#connected.addTo(process.env);
  readonly #program = new Program(
    BRAND,
    { pid: process.pid, threadId, isProcessOurs: false },
    this.#connected,
  );
  readonly #deadline: number;

  /** @param deadline deadline of the check, on the clock of `performance.now()` */
  constructor(hooks: Hooks, variant: string, deadline: number, complain: (why: string) => Error) {
    this.#deadline = deadline;
    this.session = new ScenarioSession(hooks, variant, BRAND, complain);
  }

  /** Sets which threads and processes are not read. */
  ignoreIsolates(rules: readonly IsolateRule[]): void {
    this.#program.ignore = rules;
  }

  async setup(plantEvery: number): Promise<void> {
    await this.#wasmMemory.prepare();
    await this.#use([], [], 0);
    await ofScenario(this.session.setup(plantEvery));
  }

  async run(count: number, limitMs: number): Promise<RunEffort> {
    const effort = await ofScenario(this.session.run(count, limitMs));
    this.pace.note(effort);
    return effort;
  }

  async look(quietMs: number): Promise<Look<ProgramHeap>> {
    await this.#isolates.settled();
    await settle(quietMs);
    const started = now();
    await this.#sampler.forgetConsole();
    await this.#inspector.forgetConsole();
    let gc = await collectGarbage();
    await this.#program.collect(
      () => Promise.resolve(this.#isolates.living()),
      async () => {
        gc = await collectGarbage();
      },
      this.#deadline,
    );
    const living = this.#isolates.living();
    const { heaps, memory, unseen, ignored } = await provenHeaps(this.#program.heaps(living, this.#deadline));
    const processes = this.#program.processes();
    const counters = programCounters(await this.counters(), memory, processes);
    const own = await ownHeap();
    this.looks += 1;
    this.lookMs += now() - started;
    const alsoRead = heaps.map(({ isolate }) => isolate.name);
    const use = await this.#use(processes, memory, own.nodeCount);
    return { heap: { own, others: heaps }, gc, counters, use, alsoRead, unseen, ignored };
  }

  /** See `WorkerSubject`. */
  async #use(
    started: readonly OtherIsolate[],
    others: readonly IsolateMemory[],
    heapNodes: number,
  ): Promise<ProgramUse> {
    const own = withExternalBytes(readMemory(), await this.#wasmMemory.bytes());
    return programUse({
      isolates: [{ ...own, pid: process.pid, heapNodes }, ...others],
      harness: null,
      started,
      isShared: true,
      ownSocket: this.#connected.address,
    });
  }

  /** Returns a remark on the time that the snapshots took, if that is long. */
  remarks(): string[] {
    if (this.lookMs < COSTLY_MS) return [];
    const { heapUsed } = process.memoryUsage();
    return [
      `${this.looks} snapshots of the ${Math.round(heapUsed / 2 ** 20)} MiB heap of this process took ${(this.lookMs / 1000).toFixed(0)} s. Give the URL of a module for a faster check.`,
    ];
  }

  async counters(): Promise<Counters> {
    const counters = withMoreBytes(sampleCounters(), await this.#wasmMemory.bytes());
    // The connections of the harness are open files of this process.
    return withoutFiles(counters, this.#connected.count);
  }

  entriesOf(ids: readonly number[]): Promise<readonly (number | null)[]> {
    return entriesPerIsolate(ids, (serial, own) =>
      serial === null ? countEntries(this.#inspector, own) : this.#program.entriesOf(serial, own),
    );
  }

  async sampleAllocations(): Promise<void> {
    this.#openings.start();
    await this.#sampler.start();
  }

  /** Stops sampling and watching this process. */
  async stop(): Promise<void> {
    this.#restoreVariables();
    await this.#program.close();
    this.#isolates.stop();
    this.#openings.stop();
    this.#inspector.stop();
    await this.#sampler.stop();
  }

  /** Runs the `teardown` of the scenario; returns how it failed, or null. */
  async teardown(limitMs: number, signal?: AbortSignal): Promise<string | null> {
    try {
      await this.within(now() + limitMs, signal, this.session.teardown());
      return null;
    } catch (error) {
      if (signal?.aborted === true) throw error;
      const why = error instanceof OutOfTime ? `it timed out after ${limitMs} ms` : messageOf(error);
      return `teardown failed: ${why}`;
    }
  }

  survivingAllocations(): Promise<readonly SurvivingAllocations[]> {
    return this.#sampler.survivors();
  }

  openedFiles(): Promise<readonly OpenedFile[]> {
    return Promise.resolve(this.#openings.files());
  }

  processBytes(): number {
    return process.memoryUsage.rss();
  }

  /**
   * Waits for some work.
   *
   * @throws {OutOfTime} when it does not end before the deadline; the signal's reason when that aborts first
   */
  async within<T>(deadline: number, signal: AbortSignal | undefined, work: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    let abort = (): void => undefined;
    const ended = new Promise<never>((_, reject) => {
      abort = () => reject(signal?.reason as Error);
      timer = setTimeout(() => reject(new OutOfTime()), Math.max(1, deadline - now()));
    });
    signal?.addEventListener('abort', abort, { once: true });
    try {
      return await Promise.race([work, ended]);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    }
  }
}

/** Wraps what the scenario throws, which may have any shape, to distinguish it from errors about the scenario. */
async function ofScenario<T>(running: Promise<T>): Promise<T> {
  try {
    return await running;
  } catch (thrown) {
    throw isOwn(thrown) ? thrown : new ScenarioThrew(thrown);
  }
}

/** Returns the message of an error, or of any other thrown value. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
