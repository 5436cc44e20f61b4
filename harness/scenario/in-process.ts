import { countEntries } from '../agent/count-entries.js';
import { collectGarbage } from '../agent/collect-garbage.js';
import { AllocationSampler } from '../agent/sample-allocations.js';
import type { SurvivingAllocations } from '../agent/sample-allocations.js';
import { hooksOf, ScenarioSession } from '../agent/scenario-session.js';
import type { RunEffort } from '../agent/scenario-session.js';
import { settle, sampleCounters } from '../agent/settle-loop.js';
import { HeapwitnessIsolates } from '../agent/unseen-isolates.js';
import { HeapwitnessError } from '../core/errors.js';
import { clearTimeout, now, setTimeout } from '../core/own-timers.js';
import { ownHeap } from '../worker/own-heap.js';
import { loadInspectors } from './inspectors.js';
import { judge } from './judge.js';
import { LooksTooCostly } from './look-plan.js';
import { mergeOptions } from './options.js';
import type { CheckOptions } from './options.js';
import { resultBase, troubleResult } from './results.js';
import { runCheck } from './run-check.js';
import { runOptions } from './run-options.js';
import type { Scenario, ScenarioContext } from './scenario.js';
import type { Look, Subject } from './subject.js';
import { isStuck } from './trouble.js';
import type { CheckResult, InconclusiveReason } from './verdict.js';

/** How long a teardown may take, once there is a verdict; and how long it is waited for where there is none. */
const LONGEST_TEARDOWN_MS = 30_000;
const SHORT_TEARDOWN_MS = 1000;
/** Looks that took so long together are told of. */
const COSTLY_MS = 10_000;
/** What a check in the caller's own process cannot keep apart. */
const NOT_ISOLATED =
  'The scenario ran in the process that checked it: whatever else runs there is seen too, a crash or an endless loop ' +
  'ends the whole process, and what it leaves behind stays. A module of its own, given by its URL, is isolated.';

/**
 * Checks a scenario given as a function or as an object, in this process and on its heap.
 *
 * @throws {HeapwitnessError} `ERR_SCENARIO_DEFINITION` when it has no function `iteration`; `ERR_USAGE` for options
 * that only a worker knows
 */
export async function checkInProcess(
  scenario: Scenario | ((context: ScenarioContext) => unknown),
  given: CheckOptions,
): Promise<CheckResult> {
  const started = now();
  const own = typeof scenario === 'function' ? {} : scenario.options;
  const name = typeof scenario === 'function' && scenario.name !== '' ? `${scenario.name}()` : '(function)';
  const options = mergeOptions(own ?? {}, given, name);
  refuseWorkerOptions(given);
  const inspectors = await loadInspectors([
    ...(typeof scenario === 'function' ? [] : (scenario.inspectors ?? [])),
    ...(given.inspectors ?? []),
  ]);
  const subject = new InProcessSubject(scenario, options.variant);
  const deadline = started + options.timeoutMs;
  const step = given.onProgress ?? ((): void => undefined);
  const elapsed = (): number => now() - started;
  let isOver = false;
  try {
    await subject.within(deadline, given.signal, subject.session.setup(options.sensitivity));
    const onStep = (what: string): void => {
      given.signal?.throwIfAborted();
      // Nobody waits for it any more.
      if (isOver) throw new OutOfTime();
      step(what);
    };
    const run = await subject.within(
      deadline,
      given.signal,
      runCheck(subject, options, runOptions(options, inspectors, { deadline, onStep })),
    );
    const judgement = judge(run, options);
    const base = { ...resultBase(name, options, run, elapsed()), ...judgement };
    const failure = await subject.teardown(LONGEST_TEARDOWN_MS, given.signal);
    const remarks = [...judgement.remarks, NOT_ISOLATED, ...subject.remarks()];
    return inProcess({ ...base, remarks: [...remarks, ...(failure === null ? [] : [failure])] });
  } catch (error) {
    isOver = true;
    const isOurs =
      given.signal?.aborted === true || (error instanceof HeapwitnessError && !isUncollected(error));
    const reason = isOurs ? null : await troubleOf(error, options.timeoutMs, subject);
    subject.session.abort();
    // What it opened would keep the caller's process alive; how that ends is not the point any more.
    await subject.teardown(SHORT_TEARDOWN_MS);
    if (reason === null) throw error;
    return inProcess(troubleResult(name, options, reason, elapsed()));
  } finally {
    await subject.stop();
  }
}

class OutOfTime extends Error {}

class InProcessSubject implements Subject {
  readonly kind = 'in-process';
  readonly session: ScenarioSession;
  looks = 0;
  lookMs = 0;
  readonly #sampler = new AllocationSampler();
  /** Other threads of this process start what is none of the scenario's. */
  readonly #isolates = new HeapwitnessIsolates({ isProcessOurs: false });

  constructor(scenario: Scenario | ((context: ScenarioContext) => unknown), variant: string) {
    const object = typeof scenario === 'function' ? { iteration: scenario } : scenario;
    const hooks = hooksOf(object, noScenario);
    if (hooks === null) throw noScenario('it has no function iteration');
    this.session = new ScenarioSession(hooks, variant);
  }

  run(count: number, limitMs: number): Promise<RunEffort> {
    return this.session.run(count, limitMs);
  }

  async look(quietMs: number): Promise<Look> {
    await this.#isolates.settled();
    await settle(quietMs);
    const started = now();
    await this.#sampler.forgetConsole();
    const gc = await collectGarbage();
    const counters = sampleCounters();
    const isolates = this.#isolates.living();
    const heap = await ownHeap();
    this.looks += 1;
    this.lookMs += now() - started;
    return { heap, gc, counters, isolates };
  }

  /** What the looks cost, where that is much. */
  remarks(): string[] {
    if (this.lookMs < COSTLY_MS) return [];
    const { heapUsed } = process.memoryUsage();
    return [
      `${this.looks} looks at the ${Math.round(heapUsed / 2 ** 20)} MiB of this process took ${(this.lookMs / 1000).toFixed(0)} s. A module of its own is checked faster.`,
    ];
  }

  entriesOf(ids: readonly number[]): Promise<readonly (number | null)[]> {
    return countEntries(ids);
  }

  async sampleAllocations(): Promise<void> {
    await this.#sampler.start();
  }

  /** Nothing of this process is sampled or watched any more. */
  async stop(): Promise<void> {
    this.#isolates.stop();
    await this.#sampler.stop();
  }

  /** Runs the scenario's `teardown`; says how it failed, or null. */
  async teardown(limitMs: number, signal?: AbortSignal): Promise<string | null> {
    try {
      await this.within(now() + limitMs, signal, this.session.teardown());
      return null;
    } catch (error) {
      if (signal?.aborted === true) throw error;
      const why = error instanceof OutOfTime ? `it was not over after ${limitMs} ms` : messageOf(error);
      return `teardown failed: ${why}`;
    }
  }

  survivingAllocations(): Promise<readonly SurvivingAllocations[]> {
    return this.#sampler.survivors();
  }

  processBytes(): number {
    return process.memoryUsage.rss();
  }

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

function inProcess(result: CheckResult): CheckResult {
  return { ...result, environment: { ...result.environment, worker: 'in-process' } };
}

async function troubleOf(
  error: unknown,
  timeoutMs: number,
  subject: InProcessSubject,
): Promise<InconclusiveReason> {
  if (error instanceof LooksTooCostly) return { code: 'time-budget', message: error.message };
  const { session } = subject;
  if (error instanceof OutOfTime && !(await isStuck(session.progress, () => session.progress))) {
    const message = [
      'The check was not over after',
      `${timeoutMs} ms. Give a larger timeoutMs.`,
      ...subject.remarks(),
    ].join(' ');
    return { code: 'time-budget', message };
  }
  if (error instanceof OutOfTime) {
    const message = `The check was not over after ${timeoutMs} ms: what the scenario awaits may never settle. Give a larger timeoutMs, or make an iteration shorter.`;
    return { code: 'scenario-hung', message };
  }
  if (isUncollected(error)) return { code: 'gc-not-settled', message: error.message };
  const thrown = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { code: 'scenario-threw', message: `The scenario threw: ${thrown}` };
}

function isUncollected(error: unknown): error is HeapwitnessError {
  return error instanceof HeapwitnessError && error.code === 'ERR_GC_UNAVAILABLE';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function refuseWorkerOptions({ worker, backend, execArgv, resourceLimits }: CheckOptions): void {
  for (const [option, value] of Object.entries({ worker, backend, execArgv, resourceLimits })) {
    if (value === undefined) continue;
    const message = `${option} cannot be used for a scenario given as a function, which runs in this process. Give the URL of a module.`;
    throw new HeapwitnessError('ERR_USAGE', message);
  }
}

function noScenario(why: string): HeapwitnessError {
  const message = `The scenario cannot be used: ${why}. Give a function, an object with a function iteration, or the URL of a module.`;
  return new HeapwitnessError('ERR_SCENARIO_DEFINITION', message);
}
