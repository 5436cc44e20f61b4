import { fromErrorRecord } from '../core/error-record.js';
import type { ErrorRecord } from '../core/error-record.js';
import { HeapwitnessError } from '../core/errors.js';
import { existingModule, workingFolder } from '../core/module-url.js';
import { now } from '../core/captured-timers.js';
import { supervise } from '../isolates/supervision/index.js';
import type { Death } from '../isolates/connection/index.js';
import { requireOptions } from './options/option-rules.js';
import { resolveOptions } from './options/resolved-options.js';
import type { CheckOptions } from './options/check-options.js';
import type { InspectorSource } from './options/inspectors.js';
import type { Scenario, ScenarioContext } from './scenario.js';
import { troubleResult } from './result/results.js';
import { deathReason, overdueReason } from './result/trouble.js';
import { OverdueGuard } from './host/overdue-guard.js';
import { SCENARIO_PROGRAM } from './host/scenario-program.js';
import type { ScenarioMessage, ScenarioOrder } from './host/scenario-host.js';
import type { CheckResult } from './result/verdict.js';

/** Maximum time for the scenario's process to end after it sent its result, or after it was asked to end. */
const GRACE_MS = 2000;

/** A scenario to check: a module, by its URL or path; or a function or an object, which runs in this process. */
export type ScenarioSource = string | URL | Scenario | ((context: ScenarioContext) => unknown);

/**
 * Checks whether a scenario leaks, with forced GCs and controls. A module runs in a long-lived worker of its own, in a
 * supervised child process: a crash or a hang there is an outcome of the check. A function or an object runs in this
 * process, and a remark says what is not isolated then.
 *
 * @param scenario URL or path of the scenario's module; or the scenario itself
 * @returns plain data; branch on `verdict`
 * @throws {HeapwitnessError} `ERR_FILE_NOT_FOUND` when there is no such module, `ERR_SCENARIO_DEFINITION` when it is
 * not a scenario, `ERR_INSPECTOR` when an inspector is invalid, throws or returns a wrong value, `ERR_USAGE` when an
 * option is invalid; the signal's reason when it aborts
 */
export async function checkLeaks(scenario: ScenarioSource, options: CheckOptions = {}): Promise<CheckResult> {
  requireOptions(options);
  options.signal?.throwIfAborted();
  if (typeof scenario === 'string' || scenario instanceof URL) return checkSupervised(scenario, options);
  if (typeof scenario !== 'function' && (typeof scenario !== 'object' || scenario === null)) {
    const message = `${String(scenario)} is not a scenario. Give the URL or path of a module, a function, or an object with an iteration function.`;
    throw new HeapwitnessError('ERR_SCENARIO_DEFINITION', message);
  }
  // Loaded only here: for a module, the code that reads and judges heaps is loaded by the module's own process.
  const { checkInProcess } = await import('./host/check-in-process.js');
  return checkInProcess(scenario, options);
}

async function checkSupervised(scenario: string | URL, options: CheckOptions): Promise<CheckResult> {
  const { signal, onProgress, inspectors = [], ...sent } = options;
  const resolved = resolveOptions(options);
  // If the working folder has been deleted, no worker can start.
  workingFolder();
  const module = existingModule(scenario, 'scenario', 'iteration');
  const started = now();
  let result: CheckResult | null = null;
  let failure: ErrorRecord | null = null;
  const order: ScenarioOrder = { module, options: { ...sent, inspectors: await modulesOf(inspectors) } };
  const guard = new OverdueGuard(resolved.timeoutMs, signal);
  let step = 'starting';
  let death: Death;
  try {
    death = await supervise(SCENARIO_PROGRAM, order, {
      signal: guard.signal,
      graceMs: GRACE_MS,
      onMessage: (received) => {
        const message = received as ScenarioMessage;
        if (message.kind === 'limit') guard.limit(message.timeoutMs);
        else if (message.kind === 'step') onProgress?.((step = message.step));
        else if (message.kind === 'result') result = message.result;
        else failure = message.error;
        return message.kind === 'result' || message.kind === 'failure';
      },
    });
  } finally {
    guard.end();
  }
  signal?.throwIfAborted();
  if (result !== null) return result;
  if (failure !== null) throw errorOf(failure);
  const reason = guard.signal.aborted ? overdueReason(guard.timeoutMs, step) : deathReason(death);
  return troubleResult(module, resolved, reason, now() - started);
}

async function modulesOf(inspectors: readonly InspectorSource[]): Promise<string[]> {
  if (inspectors.length === 0) return [];
  // Loaded only here, because it imports all of retention/.
  const { inspectorModules } = await import('./options/inspectors.js');
  return inspectorModules(inspectors);
}

const PUBLIC_CODES = ['ERR_SCENARIO_DEFINITION', 'ERR_INSPECTOR', 'ERR_USAGE'] as const;

/**
 * Returns the first error in the chain of causes that has a public code: those above it describe calls of the worker,
 * which do not concern the caller. The outermost error is the supervised process's own; a cause counts only if it is
 * marked as own, because the scenario may throw errors with any code.
 */
function errorOf(record: ErrorRecord): Error {
  for (let at: ErrorRecord | undefined = record; at !== undefined; at = at.cause) {
    const isOurs = at === record || at.isOwn === true;
    const code = isOurs ? PUBLIC_CODES.find((one) => one === at?.code) : undefined;
    if (code !== undefined) return new HeapwitnessError(code, at.message, { cause: fromErrorRecord(record) });
  }
  const message = `The check of the scenario failed: ${record.message}`;
  return new HeapwitnessError('ERR_INTERNAL', message, { cause: fromErrorRecord(record) });
}
