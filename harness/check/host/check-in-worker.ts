import { HeapwitnessError } from '../../core/errors.js';
import { now } from '../../core/captured-timers.js';
import { loadInspectors } from '../options/inspectors.js';
import { judge } from '../judge/judge.js';
import { mergeOptions, resolveOptions } from '../options/resolved-options.js';
import type { ResolvedOptions } from '../options/resolved-options.js';
import type { CheckOptions } from '../options/check-options.js';
import { runCheck } from '../run/run-check.js';
import { runOptions } from '../options/run-options.js';
import { resultBase, troubleResult } from '../result/results.js';
import { troubleOf } from '../result/trouble.js';
import type { CheckResult } from '../result/verdict.js';
import type { LongLivedWorker } from '../../isolates/workers/index.js';
import type { AgentModule } from '../run/start-agent.js';
import { WorkerSubject } from '../run/worker-subject.js';

/** The findings, and the worker that must still be ended, which can take for ever if it is stuck in native code. */
export interface EndedCheck {
  readonly result: CheckResult;
  /** `null` if no worker could be started. */
  readonly subject: WorkerSubject | null;
}

/** Callbacks that receive the progress of a check. */
export interface CheckListener {
  readonly onStep: (step: string) => void;
  /** The worker runs; nothing of the scenario has been loaded yet. */
  readonly onStarted: (subject: WorkerSubject) => void;
  /** All time that the check has is known, with the module's own options. */
  readonly onLimit: (timeoutMs: number) => void;
}

/**
 * Checks a scenario's module in a worker of this process. The worker may take this process down: to be run in a
 * supervised one.
 *
 * @param given options that can be sent between processes; they win over those that the module exports
 * @param starting the worker, by the same options
 * @throws {HeapwitnessError} `ERR_SCENARIO_DEFINITION` when the module is no scenario, `ERR_INSPECTOR`
 */
export async function checkInWorker(
  module: string,
  given: CheckOptions,
  starting: Promise<LongLivedWorker<AgentModule>>,
  listener: CheckListener,
): Promise<EndedCheck> {
  const started = now();
  let options = resolveOptions(given);
  let deadline = started + options.timeoutMs;
  let subject: WorkerSubject | null = null;
  try {
    listener.onStep('starting');
    subject = new WorkerSubject(await starting, deadline);
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
    if (options.allocations) await subject.keepCallsApart();
    await subject.setup(options.sensitivity);
    const { onStep } = listener;
    const run = await runCheck(
      subject,
      options,
      runOptions(module, options, inspectors, { deadline, onStep }),
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

/** What the module asks for, unless the caller has said something else. */
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
