import { nameOf } from './growth-assessment.js';
import { judgeControls } from './judge-controls.js';
import { summed } from './collection-rule.js';
import { LEAST_BYTES } from './counter-rule.js';
import { leastUnownedBytes, unownedGrowth, unownedReason, unownedRemark } from './unowned-memory.js';
import { unseenReason } from '../result/unseen-reason.js';
import { rarestDetected } from '../run/iteration-budget.js';
import { formatBytes } from '../../core/quantities.js';
import type { CheckRun } from '../run/run-outcome.js';
import type {
  Controls,
  Finding,
  IgnoredFinding,
  InconclusiveReason,
  KnownOutcome,
  Sensitivity,
} from '../result/verdict.js';

/** The judgement of a run: the part of a result that follows from the observations. */
export type Judgement = {
  readonly findings: readonly Finding[];
  readonly ignored: readonly IgnoredFinding[];
  readonly known: KnownOutcome;
  readonly artefacts: readonly Finding[];
  readonly controls: Controls;
  readonly remarks: readonly string[];
} & (
  | { readonly verdict: 'clean'; readonly sensitivity: Sensitivity }
  | { readonly verdict: 'leak' }
  | { readonly verdict: 'inconclusive'; readonly reason: InconclusiveReason }
);

/** Maximum number of undecided classes that a remark names. */
const MOST_UNDECIDED = 5;

/** Judges a run. A failed control makes it inconclusive, whatever was found. */
export function judge(run: CheckRun, { sensitivity }: { readonly sensitivity: number }): Judgement {
  const controls = judgeControls(run);
  const { wanted, ...apart } = run.sorted;
  // If the run was cut short, controls may have failed for that reason.
  const reason = cutReason(run) ?? controlReason(controls) ?? unsureReason(run);
  const base = { controls, ...apart, remarks: remarksOf(run, reason) };
  if (reason !== null) {
    const known = { ...apart.known, unused: [] };
    return { ...base, findings: [], known, verdict: 'inconclusive', reason };
  }
  if (wanted.length > 0) return { ...base, findings: wanted, verdict: 'leak' };
  return { ...base, findings: [], verdict: 'clean', sensitivity: sensitivityOf(run, sensitivity) };
}

function remarksOf(run: CheckRun, reason: InconclusiveReason | null): string[] {
  const { cut, remarks, history, sorted } = run;
  // To read a heap with a leak takes more memory at each look.
  const isTold = reason?.code === 'unowned-memory' || sorted.wanted.length > 0;
  const unowned = isTold ? null : unownedGrowth(history);
  return [
    ...remarks,
    ...(isListed(history) ? [] : [NOT_LISTED]),
    ...(unowned === null ? [] : [unownedRemark(unowned)]),
    ...(cut === null ? [] : [`The run was cut short: ${cut.why}`]),
    ...(reason === null && sorted.wanted.length > 0 ? undecidedBeside(run) : []),
  ];
}

/** Returns a remark on what may leak besides what was found: a leak ends the run, whatever else is undecided. */
function undecidedBeside({ assessment, sorted }: CheckRun): string[] {
  const { growing } = assessment;
  // A class may grow as a whole while it is undecided in which way it is retained.
  const found = new Set([...sorted.wanted.map(({ className }) => className), ...growing.map(nameOf)]);
  const undecided = assessment.open.filter(({ survivors }) => (survivors.at(-1) ?? 0) > 0);
  const names = [...new Set(undecided.map(({ className }) => className))].filter((name) => !found.has(name));
  if (names.length === 0) return [];
  return [
    `The run ended when the leak was found. Undecided is whether these grow, too: ${names.slice(0, MOST_UNDECIDED).join(', ')}. Check again when it is fixed.`,
  ];
}

/** Whether the system lists what the program has open and has started; true if that was not asked. */
function isListed({ uses }: CheckRun['history']): boolean {
  return uses.every(({ use }) => use.files !== null);
}

const NOT_LISTED =
  'The system does not list open files and child processes (there is no /proc, or it cannot be read). Not accounted for: ' +
  'open files and sockets, and child processes that neither connected to the check nor were started by the isolate of the scenario.';

/** Returns why a run that was cut short has no verdict; `null` if it was not cut short, or a leak was found. */
function cutReason({ cut, sorted, history, assessment }: CheckRun): InconclusiveReason | null {
  if (cut === null || sorted.wanted.length > 0) return null;
  // Survivors from only one cycle may have been created in preparation for the next ones.
  const inSeveral = assessment.open.filter(({ survivors }) => survivors.filter((one) => one > 0).length > 1);
  const open = inSeveral
    .filter(({ survivors }) => survivors.at(-1) !== 0)
    .map(({ className, survivors }) => growthText(className, survivors));
  const seen =
    open.length === 0 ? 'No growth was detected until then.' : `Growing until then: ${open.join(', ')}.`;
  const message =
    `The run was cut short after ${history.iterations} iterations, too early to decide whether anything grows: ${cut.why.replace(/\.$/, '')}. ${seen} ` +
    'Reduce what the scenario uses at the same time, or raise the limit.';
  return { code: cut.code, message };
}

function controlReason({ passed, planted, held, dropped }: Controls): InconclusiveReason | null {
  if (passed) return null;
  const failed = [planted, held, dropped].filter((one) => !one.passed);
  return {
    code: 'control-failed',
    message: `A control failed: ${failed.map(({ seen }) => seen).join('; ')}.`,
  };
}

/** Returns why a complete run has no verdict; `null` if it has one. */
function unsureReason({ sorted, missedQuietMs, assessment, history }: CheckRun): InconclusiveReason | null {
  const [wanted] = sorted.wanted;
  if (wanted !== undefined && missedQuietMs > 0) {
    const seconds = (missedQuietMs / 1000).toFixed(0);
    const message = `${wanted.className} is growing, but pending timers might still release it. Waiting for them takes ${seconds} s, more than the remaining time. Give a larger timeoutMs.`;
    return { code: 'time-budget', message };
  }
  if (wanted !== undefined) return null;
  const texts = [
    ...assessment.open.map(({ className, survivors }) => growthText(className, survivors)),
    ...assessment.openCounters.map(({ name, growth }) => growthText(name, growth)),
  ];
  if (texts.length > 0) {
    const message = `Undecided after ${history.iterations} iterations whether these grow: ${texts.join(', ')}. Give more iterations, or a larger timeoutMs.`;
    return { code: 'time-budget', message };
  }
  if (assessment.openCollections.length > 0) {
    const sizes = assessment.openCollections.map(({ name, members }) => {
      const { sizes: all } = summed(members);
      return `${name}: ${all.at(0)?.size ?? 0} to ${all.at(-1)?.size ?? 0} bytes`;
    });
    const message = `Undecided whether a collection grows (${sizes.join(', ')}): to decide takes more than 4,000 iterations. Give more iterations, or a larger timeoutMs.`;
    return { code: 'time-budget', message };
  }
  const { unseen } = history.isolates;
  if (unseen.length > 0) return unseenReason(unseen);
  const unowned = unownedGrowth(history);
  return unowned !== null && unowned.bytes >= unowned.bound ? unownedReason(unowned) : null;
}

function growthText(name: string, survivors: readonly number[]): string {
  return `${name} (${survivors.join(' + ')} by cycle)`;
}

/** In few iterations a leak at the wanted rate may leave nothing by chance; then a higher rate is stated. */
function sensitivityOf({ history }: CheckRun, wanted: number): Sensitivity {
  const oneInIterations = Math.min(wanted, rarestDetected(history.iterations));
  const unownedBytesPerIteration = leastUnownedBytes(history);
  const unowned =
    unownedBytesPerIteration === null
      ? ''
      : `, and resident memory without an owner by ${formatBytes(unownedBytesPerIteration)}`;
  return {
    oneInIterations,
    bytesPerIteration: LEAST_BYTES,
    unownedBytesPerIteration,
    text: `1 object per ${oneInIterations} iterations (a leak of ${oneInIterations === wanted ? 'that rate' : `one per ${wanted}`} was planted and detected in ${history.iterations} iterations); buffers and WebAssembly memory did not keep growing by ${LEAST_BYTES} bytes per iteration${unowned}`,
  };
}
