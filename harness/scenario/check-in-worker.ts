import { HeapwitnessError } from '../core/errors.js';
import { loadInspectors } from './inspectors.js';
import { judge } from './judge.js';
import { resolveOptions } from './options.js';
import type { CheckOptions, ResolvedOptions } from './options.js';
import { runCheck } from './run-check.js';
import { resultBase, troubleResult } from './results.js';
import { troubleOf } from './trouble.js';
import type { CheckResult } from './verdict.js';
import { WorkerSubject } from './worker-subject.js';

/** One object in that many iterations is planted by the control, or one in each cycle where cycles are shorter. */
const PLANT_EVERY = 50;

/** The interval of the planted control, which is the leak that the check is to see. */
export function plantInterval({ iterations }: Pick<ResolvedOptions, 'iterations'>): number {
  return Math.min(PLANT_EVERY, iterations);
}

/**
 * Checks a scenario's module in a worker of this process. The worker may take this process down: to be run in a
 * supervised one.
 *
 * @param given options that can be sent between processes; they win over those that the module exports
 * @throws {HeapwitnessError} `ERR_SCENARIO_DEFINITION` when the module is no scenario, `ERR_INSPECTOR`
 */
export async function checkInWorker(
  module: string,
  given: CheckOptions,
  onStep: (step: string) => void,
): Promise<CheckResult> {
  const started = performance.now();
  let options = resolveOptions(given);
  let deadline = started + options.timeoutMs;
  onStep('starting');
  const subject = await WorkerSubject.start(options, deadline);
  try {
    const own = await subject.load(module, options.variant, plantInterval(options));
    options = withOwnOptions(module, own.options, given);
    const inspectors = await loadInspectors([
      ...(own.hasInspectors ? [module] : []),
      ...(given.inspectors ?? []),
    ]);
    deadline = started + options.timeoutMs;
    subject.deadline = deadline;
    if (options.allocations) await subject.keepCallsApart();
    await subject.setup();
    const run = await runCheck(subject, options, { deadline, onStep });
    onStep('judging');
    const judgement = judge(run, { ...options, plantEvery: plantInterval(options), inspectors });
    const remarks = await teardownRemarks(subject);
    const base = resultBase(module, options, run, performance.now() - started);
    return { ...base, ...judgement, remarks: [...judgement.remarks, ...remarks] };
  } catch (error) {
    const reason = await troubleOf(error, { subject, deadline, timeoutMs: options.timeoutMs });
    if (reason === null) throw error;
    return troubleResult(module, options, reason, performance.now() - started);
  } finally {
    await subject.end();
  }
}

/** What the module asks for, unless the caller has said something else. */
function withOwnOptions(module: string, own: unknown, given: CheckOptions): ResolvedOptions {
  if (own === null) return resolveOptions(given);
  try {
    return resolveOptions({ ...(own as CheckOptions), ...withoutUndefined(given) });
  } catch (cause) {
    const message = `Scenario ${module} cannot be used: its options are wrong: ${(cause as Error).message}`;
    throw new HeapwitnessError('ERR_SCENARIO_DEFINITION', message, { cause });
  }
}

function withoutUndefined(options: CheckOptions): CheckOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

async function teardownRemarks(subject: WorkerSubject): Promise<string[]> {
  try {
    await subject.teardown();
    return [];
  } catch (error) {
    return [`teardown failed: ${(error as Error).message}`];
  }
}
