import { HeapwitnessError } from '../../core/errors.js';
import { now } from '../../core/captured-timers.js';
import { loadInspectors } from '../options/inspectors.js';
import { judge } from '../judge/judge.js';
import { mergeOptions, resolveOptions } from '../options/resolved-options.js';
import type { ResolvedOptions } from '../options/resolved-options.js';
import type { CheckOptions } from '../options/check-options.js';
import { ProgramHistory } from '../run/program-history.js';
import { runCheck } from '../run/run-check.js';
import { runOptions } from '../options/run-options.js';
import { resultBase, troubleResult } from '../result/results.js';
import { troubleOf } from '../result/trouble.js';
import type { CheckResult } from '../result/verdict.js';
import type { ConnectedProcesses } from '../../isolates/program/connected/index.js';
import type { LongLivedWorker } from '../../isolates/workers/index.js';
import type { AgentModule } from '../run/start-agent.js';
import { WorkerSubject } from '../run/worker-subject.js';

/** The result of a check, and the worker that must still be ended, which never ends if it is stuck in native code. */
export interface EndedCheck {
  readonly result: CheckResult;
  /** `null` if no worker could be started. */
  readonly subject: WorkerSubject | null;
}

/** Callbacks that receive the progress of a check. */
export interface CheckListener {
  readonly onStep: (step: string) => void;
  /** Called when the worker runs, before the scenario's module is loaded. */
  readonly onStarted: (subject: WorkerSubject) => void;
  /** Called when the time limit of the check is known, which the module's own options may set. */
  readonly onLimit: (timeoutMs: number) => void;
}

/**
 * Checks a scenario's module in a worker of this process. The worker may crash this process, so call it in a supervised
 * one.
 *
 * @param given options that can be sent between processes; they take precedence over those that the module exports
 * @param starting the worker, started with the same options
 * @param connected receives the connections of the processes that the scenario starts
 * @throws {HeapwitnessError} `ERR_SCENARIO_DEFINITION` when the module is not a scenario, `ERR_INSPECTOR` when an
 * inspector is invalid
 */
export async function checkInWorker(
  module: string,
  given: CheckOptions,
  starting: Promise<LongLivedWorker<AgentModule>>,
  connected: ConnectedProcesses,
  listener: CheckListener,
): Promise<EndedCheck> {
  const started = now();
  let options = resolveOptions(given);
  let deadline = started + options.timeoutMs;
  let subject: WorkerSubject | null = null;
  try {
    listener.onStep('starting');
    subject = new WorkerSubject(await starting, connected, deadline);
    listener.onStarted(subject);
    const own = await subject.load(module, options.variant);
    options = withOwnOptions(module, own.options, given);
    deadline = started + options.timeoutMs;
    subject.deadline = deadline;
    listener.onLimit(options.timeoutMs);
    const inspectors = await loadInspectors([
      ...(own.hasInspectors ? [module] : []),
      ...(given.inspectors ?? []),
    ]);
    subject.ignoreIsolates(options.ignoreIsolates);
    if (options.allocations) await subject.keepCallsApart();
    await subject.setup(options.sensitivity);
    const { onStep } = listener;
    const run = await runCheck(
      subject,
      options,
      runOptions(module, options, inspectors, ProgramHistory, { deadline, onStep }),
    );
    onStep('judging');
    const judgement = judge(run, options);
    const remarks = await teardownRemarks(subject);
    const base = resultBase(module, options, run, now() - started);
    return { result: { ...base, ...judgement, remarks: [...judgement.remarks, ...remarks] }, subject };
  } catch (error) {
    const reason = await troubleOf(error, { subject, deadline, timeoutMs: options.timeoutMs });
    await subject?.leave();
    if (reason !== null) {
      return { result: troubleResult(module, options, reason, now() - started), subject };
    }
    await subject?.end();
    throw error;
  }
}

/** Merges the options that the module exports and those of the caller, which take precedence. */
function withOwnOptions(module: string, own: unknown, given: CheckOptions): ResolvedOptions {
  try {
    return mergeOptions(own ?? {}, given);
  } catch (cause) {
    const message = `Scenario ${module} cannot be used: its options are invalid: ${(cause as Error).message}`;
    throw new HeapwitnessError('ERR_SCENARIO_DEFINITION', message, { cause });
  }
}

async function teardownRemarks(subject: WorkerSubject): Promise<string[]> {
  try {
    await subject.teardown();
    return [];
  } catch (error) {
    return [`teardown failed: ${(error as Error).message}`];
  }
}
