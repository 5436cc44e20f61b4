import { LooksTooCostly } from '../run/look-plan.js';
import { WorkerError } from '../../isolates/connection/index.js';
import type { Death } from '../../isolates/connection/index.js';
import type { HeapwitnessErrorCode } from '../../core/errors.js';
import { isOwn, toErrorRecord } from '../../core/error-record.js';
import { isOwnCall } from '../../core/own-code.js';
import { delay, now } from '../../core/captured-timers.js';
import type { RunProgress } from '../../isolates/agent/index.js';
import type { InconclusiveCode, InconclusiveReason } from './verdict.js';
import type { WorkerSubject } from '../run/worker-subject.js';

interface Circumstances {
  readonly subject: WorkerSubject | null;
  /** On the clock of `performance.now()`. */
  readonly deadline: number;
  readonly timeoutMs: number;
}

/** Calls in which code of the scenario runs. */
const SCENARIO_CALLS: readonly (string | null)[] = ['open', 'setup', 'run', 'settle', 'teardown'];

/** An iteration that was begun that long ago, at the end of all time, counts as hung. */
const STUCK_MS = 250;

const CODES: Partial<Record<HeapwitnessErrorCode, InconclusiveCode>> = {
  ERR_WORKER_CALL: 'scenario-threw',
  ERR_WORKER_CRASHED: 'worker-crashed',
  ERR_WORKER_EXITED: 'worker-exited',
  ERR_WORKER_OUT_OF_MEMORY: 'out-of-memory',
  ERR_CAPTURE_FAILED: 'capture-failed',
  ERR_GC_UNAVAILABLE: 'gc-not-settled',
};

/** The reason why a check did not finish; `null` if the error was not caused by the scenario. */
export async function troubleOf(
  error: unknown,
  { subject, deadline, timeoutMs }: Circumstances,
): Promise<InconclusiveReason | null> {
  if (error instanceof LooksTooCostly) return reason('time-budget', error.message);
  if (!(error instanceof WorkerError)) return null;
  if (isDefinitionError(error.cause)) return null;
  if (error.code === 'ERR_WORKER_TIMEOUT') {
    const over = now() >= deadline - 5;
    // A collection or a capture parks the worker, which then does not answer.
    if (over && !SCENARIO_CALLS.includes(error.call))
      return reason('time-budget', timeBudget(timeoutMs, subject));
    const before = (await subject?.progress()) ?? null;
    if (subject === null || before === null) return reason('loop-blocked', BLOCKED);
    if (error.call === 'run' && !(await isStuck(before, () => subject.progress())))
      return reason('time-budget', timeBudget(timeoutMs, subject));
    if (error.call !== null && ['run', 'open', 'setup'].includes(error.call))
      return reason('scenario-hung', hung(error.call));
    if (over) return reason('time-budget', timeBudget(timeoutMs, subject));
    return reason('loop-blocked', BLOCKED);
  }
  const code = CODES[error.code];
  if (code === undefined)
    return error.code === 'ERR_INTERNAL' ? reason('scenario-threw', broken(error)) : null;
  // Nothing of the scenario has run by then.
  return reason(code, (error.call === 'start' ? null : messages[code]?.(error)) ?? error.message);
}

/** Whether the running code of the scenario makes no progress; otherwise there was too much work. */
export async function isStuck(
  before: RunProgress,
  progress: () => RunProgress | null | Promise<RunProgress | null>,
): Promise<boolean> {
  await delay(STUCK_MS);
  const { started, isRunning } = (await progress()) ?? before;
  return isRunning && started === before.started;
}

function isDefinitionError(cause: unknown): boolean {
  // One that the scenario throws may say the same of itself.
  return isOwn(cause) && (cause as { code?: unknown }).code === 'ERR_SCENARIO_DEFINITION';
}

function reason(code: InconclusiveCode, message: string): InconclusiveReason {
  return { code, message };
}

function hung(call: string): string {
  const what =
    call === 'run' ? 'An iteration' : call === 'setup' ? 'The setup' : "The module's top-level await";
  return (
    `${what} did not finish: a promise it awaits did not settle. (The event loop is responsive, so this is not a ` +
    'blocking loop.) Make sure that the promise settles, or give a larger timeoutMs.'
  );
}

/** The harness's own code in the scenario's isolate failed, which it does where it finds built-ins that were replaced. */
function broken({ message, cause }: WorkerError): string {
  return (
    `The code of heapwitness that runs in the isolate of the scenario failed: ${message}. Check whether the scenario ` +
    `replaces built-ins of JavaScript or Node; if it replaces none, please report this. ${toldOf(cause)}`
  );
}

const BLOCKED =
  'The scenario blocks its event loop: it stopped responding. Look for an endless loop, or for synchronous work ' +
  'that takes longer than the time of the check (timeoutMs).';

function timeBudget(timeoutMs: number, subject: WorkerSubject | null): string {
  const timedOut = `The check timed out after ${timeoutMs} ms. Give a larger timeoutMs, or make an iteration shorter.`;
  return [timedOut, ...(subject?.pace.remark() ?? [])].join(' ');
}

/** Why a check was stopped from outside, long after its time. */
export function overdueReason(timeoutMs: number, step: string): InconclusiveReason {
  return reason(
    'time-budget',
    `The check did not finish and was stopped long after its timeout of ${timeoutMs} ms (last step: ${step}). Look for ` +
      'an inspector that does not return; if the heap is large, give a larger timeoutMs.',
  );
}

const messages: Partial<Record<InconclusiveCode, (error: WorkerError) => string>> = {
  'scenario-threw': ({ cause, call }) => {
    const where = call === 'setup' ? 'setup' : 'an iteration';
    return `The scenario threw in ${where}: ${toldOf(cause)}`;
  },
  'worker-exited': () =>
    'The scenario ended its worker, as process.exit() does. Let each iteration return, or no verdict can be reached.',
  'worker-crashed': ({ cause }) =>
    `The scenario crashed its worker: ${toldOf(cause)}. Catch errors that are thrown outside of the awaited code.`,
  'gc-not-settled': ({ cause }) => messageOf(cause),
  'out-of-memory': () =>
    'The scenario ran out of memory before a verdict was reached. Raise resourceLimits, or do less in an iteration.',
};

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : 'No garbage collection could be forced.';
}

/** What was thrown, with its stack, as far as that leads through code that is not ours. */
function toldOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return 'for an unknown reason';
  const { name, message, stack = `${name}: ${message}` } = toErrorRecord(thrown);
  const isOurs = (line: string): boolean => /^\s+at /.test(line) && isOwnCall(line);
  return stack
    .split('\n')
    .filter((line) => !isOurs(line))
    .join('\n');
}

/** The reason for the death of the whole process of a scenario. */
export function deathReason({ exitCode, signal, error }: Death): InconclusiveReason {
  const how = signal === null ? `exit code ${exitCode}` : `signal ${signal}`;
  const told = error === null ? '' : ` Its last output: ${error.message}`;
  return reason(
    'process-died',
    `The process of the scenario died with ${how}. Look for something that ends a whole process: native code that ` +
      `crashes, process.kill(), or a system that is out of memory.${told}`,
  );
}
