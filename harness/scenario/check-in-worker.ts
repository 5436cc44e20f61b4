import { judge } from './judge.js';
import type { ResolvedOptions } from './options.js';
import { runCheck } from './run-check.js';
import { resultBase, troubleResult } from './results.js';
import { troubleOf } from './trouble.js';
import type { CheckResult } from './verdict.js';
import { WorkerSubject } from './worker-subject.js';

/** One object in that many iterations is planted by the control, or one in each cycle where cycles are shorter. */
const PLANT_EVERY = 50;

export interface CheckInWorkerOptions {
  readonly onStep: (step: string) => void;
}

/**
 * Checks a scenario's module in a worker of this process. The worker may take this process down: to be run in a
 * supervised one.
 *
 * @throws {HeapwitnessError} `ERR_SCENARIO_DEFINITION` when the module is no scenario
 */
export async function checkInWorker(
  module: string,
  options: ResolvedOptions,
  { onStep }: CheckInWorkerOptions,
): Promise<CheckResult> {
  const started = performance.now();
  const deadline = started + options.timeoutMs;
  const plantEvery = Math.min(PLANT_EVERY, options.iterations);
  onStep('starting');
  let subject: WorkerSubject | null = null;
  try {
    subject = await WorkerSubject.open(module, options, { deadline, plantEvery });
    const run = await runCheck(subject, options, { deadline, onStep });
    onStep('judging');
    const judgement = judge(run, options, plantEvery);
    const remarks = await teardownRemarks(subject);
    const base = resultBase(module, options, run, performance.now() - started);
    return { ...base, ...judgement, remarks: [...judgement.remarks, ...remarks] };
  } catch (error) {
    const reason = await troubleOf(error, { subject, deadline, timeoutMs: options.timeoutMs });
    if (reason === null) throw error;
    return troubleResult(module, options, reason, performance.now() - started);
  } finally {
    await subject?.end();
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
