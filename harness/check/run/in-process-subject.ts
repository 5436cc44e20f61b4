import { BRAND, collectGarbage } from '../../isolates/agent/index.js';
import {
  AllocationSampler,
  countEntries,
  OwnInspector,
  WasmMemory,
  withMoreBytes,
  HeapwitnessIsolates,
  sampleCounters,
  ScenarioSession,
  settle,
} from '../../isolates/agent/in-process/index.js';
import type { Counters, Hooks, RunEffort, SurvivingAllocations } from '../../isolates/agent/index.js';
import { isOwn } from '../../core/error-record.js';
import { clearTimeout, now, setTimeout } from '../../core/captured-timers.js';
import { ownHeap } from '../../isolates/captures/index.js';
import type { Look, Subject } from './subject.js';

/** A remark is made if the looks together took at least this long. */
const COSTLY_MS = 10_000;

const NOT_READ = 'its heap is not read in the process that checks it';

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
export class InProcessSubject implements Subject {
  readonly kind = 'in-process';
  readonly session: ScenarioSession;
  looks = 0;
  lookMs = 0;
  readonly #sampler = new AllocationSampler();
  readonly #inspector = new OwnInspector();
  readonly #wasmMemory = new WasmMemory(this.#inspector);
  /** Not all isolates of this process belong to the scenario: other threads may start some. */
  readonly #isolates = new HeapwitnessIsolates({ isProcessOurs: false, brand: BRAND });

  constructor(hooks: Hooks, variant: string, complain: (why: string) => Error) {
    this.session = new ScenarioSession(hooks, variant, BRAND, complain);
  }

  async setup(plantEvery: number): Promise<void> {
    await this.#wasmMemory.prepare();
    await ofScenario(this.session.setup(plantEvery));
  }

  run(count: number, limitMs: number): Promise<RunEffort> {
    return ofScenario(this.session.run(count, limitMs));
  }

  async look(quietMs: number): Promise<Look> {
    await this.#isolates.settled();
    await settle(quietMs);
    const started = now();
    await this.#sampler.forgetConsole();
    await this.#inspector.forgetConsole();
    const gc = await collectGarbage();
    const counters = await this.counters();
    const unseen = this.#isolates.living().map((one) => ({ ...one, why: NOT_READ }));
    const heap = await ownHeap();
    this.looks += 1;
    this.lookMs += now() - started;
    return { heap, gc, counters, alsoRead: [], unseen };
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
    return withMoreBytes(sampleCounters(), await this.#wasmMemory.bytes());
  }

  entriesOf(ids: readonly number[]): Promise<readonly (number | null)[]> {
    return countEntries(this.#inspector, ids);
  }

  async sampleAllocations(): Promise<void> {
    await this.#sampler.start();
  }

  /** Stops sampling and watching this process. */
  async stop(): Promise<void> {
    this.#isolates.stop();
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
