import { hooksOf, plainOptions } from '../../isolates/agent/in-process/index.js';
import type { Hooks } from '../../isolates/agent/index.js';
import { asOwn, toErrorRecord } from '../../core/error-record.js';
import { HeapwitnessError } from '../../core/errors.js';
import { now } from '../../core/captured-timers.js';
import type { Inspector } from '../../retention/index.js';
import { loadInspectors } from '../options/inspectors.js';
import { InProcessSubject, messageOf, OutOfTime, ScenarioThrew } from '../run/in-process-subject.js';
import { judge } from '../judge/judge.js';
import { LooksTooCostly } from '../run/look-plan.js';
import { mergeOptions } from '../options/resolved-options.js';
import type { ResolvedOptions } from '../options/resolved-options.js';
import type { CheckOptions } from '../options/check-options.js';
import { resultBase, troubleResult } from '../result/results.js';
import { runCheck } from '../run/run-check.js';
import { ProgramHistory } from '../run/program-history.js';
import { runOptions } from '../options/run-options.js';
import type { Scenario, ScenarioContext } from '../scenario.js';
import { inTurn } from '../run/check-queue.js';
import type { Turn } from '../run/check-queue.js';
import { isStuck } from '../result/trouble.js';
import type { CheckResult, InconclusiveReason } from '../result/verdict.js';

/** Time limits of a teardown: after a verdict, and after a failure. */
const LONGEST_TEARDOWN_MS = 30_000;
const SHORT_TEARDOWN_MS = 1000;
/** The remark on what a check in the caller's own process does not isolate. */
const NOT_ISOLATED =
  'The scenario was not isolated: it ran in the process that checks it. Other code in this process can affect the ' +
  'result, a crash or an endless loop ends the whole process, and leaked objects stay. Give the URL of a module ' +
  'to isolate the scenario.';

/**
 * Checks a scenario given as a function or as an object, in this process and on its heap.
 *
 * @throws {HeapwitnessError} `ERR_SCENARIO_DEFINITION` when it has no function `iteration`; `ERR_USAGE` when an option
 * applies only to workers
 */
export async function checkInProcess(
  scenario: Scenario | ((context: ScenarioContext) => unknown),
  given: CheckOptions,
): Promise<CheckResult> {
  const own = typeof scenario === 'function' ? null : plainOptions(optionsOf(scenario), noScenario);
  const name = typeof scenario === 'function' && scenario.name !== '' ? `${scenario.name}()` : '(function)';
  const options = mergeOptions(own ?? {}, given, name);
  refuseWorkerOptions(given);
  const inspectors = await loadInspectors([
    ...(typeof scenario === 'function' ? [] : (scenario.inspectors ?? [])),
    ...(given.inspectors ?? []),
  ]);
  const hooks = hooksOf(typeof scenario === 'function' ? { iteration: scenario } : scenario, noScenario);
  if (hooks === null) throw noScenario('it has no iteration function');
  return inTurn(given.signal, (turn) => check(name, hooks, { options, inspectors, given, turn }));
}

interface Circumstances {
  readonly options: ResolvedOptions;
  readonly inspectors: readonly Inspector[];
  readonly given: CheckOptions;
  readonly turn: Turn;
}

async function check(
  name: string,
  hooks: Hooks,
  { options, inspectors, given, turn }: Circumstances,
): Promise<CheckResult> {
  // Waiting for the turn does not count towards the time limit.
  const started = now();
  const deadline = started + options.timeoutMs;
  const subject = new InProcessSubject(hooks, options.variant, deadline, noScenario);
  subject.ignoreIsolates(options.ignoreIsolates);
  const step = given.onProgress ?? ((): void => undefined);
  const elapsed = (): number => now() - started;
  let isOver = false;
  try {
    await subject.within(deadline, given.signal, subject.setup(options.sensitivity));
    const onStep = (what: string): void => {
      given.signal?.throwIfAborted();
      // The result is no longer awaited.
      if (isOver) throw new OutOfTime();
      step(what);
    };
    const running = runCheck(
      subject,
      options,
      runOptions(name, options, inspectors, ProgramHistory, { deadline, onStep }),
    );
    // After a timeout, a look may still go on.
    turn.keepFor(running);
    const run = await subject.within(deadline, given.signal, running);
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
    // Resources that the scenario opened would keep the caller's process alive. The outcome is ignored.
    await subject.session.leave(SHORT_TEARDOWN_MS);
    if (reason === null) throw error;
    return inProcess(troubleResult(name, options, reason, elapsed()));
  } finally {
    await subject.stop();
  }
}

/** Reads the options of a scenario, whose getter may throw. */
function optionsOf(scenario: Scenario): unknown {
  try {
    return scenario.options;
  } catch (error) {
    throw noScenario(`its options cannot be read: ${messageOf(error)}`);
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
      `The check timed out after ${timeoutMs} ms. Give a larger timeoutMs.`,
      ...subject.pace.remark(),
      ...subject.remarks(),
    ].join(' ');
    return { code: 'time-budget', message };
  }
  if (error instanceof OutOfTime) {
    const message = `The check timed out after ${timeoutMs} ms: a promise that the scenario awaits may never settle. Give a larger timeoutMs, or make an iteration shorter.`;
    return { code: 'scenario-hung', message };
  }
  if (isUncollected(error)) return { code: 'gc-not-settled', message: error.message };
  const { stack, message } = toErrorRecord(error instanceof ScenarioThrew ? error.cause : error);
  return { code: 'scenario-threw', message: `The scenario threw: ${stack ?? message}` };
}

function isUncollected(error: unknown): error is HeapwitnessError {
  return error instanceof HeapwitnessError && error.code === 'ERR_GC_UNAVAILABLE';
}

function refuseWorkerOptions({ worker, backend, execArgv, resourceLimits }: CheckOptions): void {
  for (const [option, value] of Object.entries({ worker, backend, execArgv, resourceLimits })) {
    if (value === undefined) continue;
    const message = `${option} cannot be used with a scenario given as a function, because that runs in this process. Give the URL of a module.`;
    throw new HeapwitnessError('ERR_USAGE', message);
  }
}

function noScenario(why: string): HeapwitnessError {
  const message = `The scenario cannot be used: ${why}. Give a function, an object with an iteration function, or the URL of a module.`;
  return asOwn(new HeapwitnessError('ERR_SCENARIO_DEFINITION', message));
}
