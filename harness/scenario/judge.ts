import type { Inspector } from '../witness/index.js';
import { judgeControls } from './controls.js';
import { objectFindings } from './findings.js';
import type { ResolvedOptions } from './options.js';
import { otherFindings } from './other-findings.js';
import { sortOut, type SortedFindings } from './sort-out.js';
import type { CheckRun } from './run-check.js';
import type {
  Controls,
  Finding,
  IgnoredFinding,
  InconclusiveReason,
  KnownOutcome,
  Sensitivity,
} from './verdict.js';

/** What a run says: the part of a result that is made of what was seen. */
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

export interface JudgeOptions extends ResolvedOptions {
  /** One object in that many iterations was planted. */
  readonly plantEvery: number;
  readonly inspectors: readonly Inspector[];
}

/** Makes a verdict of a run. A failed control decides before anything else. */
export function judge(run: CheckRun, options: JudgeOptions): Judgement {
  const controls = judgeControls(run);
  const { wanted, ...apart } = sortedFindings(run, options);
  const remarks = run.exhausted === null ? [] : [`The scenario used up what there was: ${run.exhausted}`];
  const base = { controls, ...apart, remarks };
  const unsure = {
    ...base,
    findings: [],
    known: { ...apart.known, unused: [] },
    verdict: 'inconclusive',
  } as const;
  // Where nothing could be run, no control could pass.
  if (run.exhausted !== null && wanted.length === 0) {
    const message = `The scenario used up something of the system, and nothing of its heap grew: ${run.exhausted}.`;
    return { ...unsure, reason: { code: 'scenario-threw', message } };
  }
  if (!controls.passed) {
    const failed = [controls.planted, controls.held, controls.dropped].filter(({ passed }) => !passed);
    const message = `A control failed: ${failed.map(({ seen }) => seen).join('; ')}.`;
    return { ...unsure, reason: { code: 'control-failed', message } };
  }
  if (wanted.length > 0 && run.missedQuietMs > 0) {
    const seconds = (run.missedQuietMs / 1000).toFixed(0);
    const message = `Something grows (${wanted[0]?.className}), but timers that the scenario leaves may release it: they need ${seconds} s, which the check did not have. Give a larger timeoutMs.`;
    return { ...unsure, reason: { code: 'time-budget', message } };
  }
  if (wanted.length > 0) return { ...base, findings: wanted, verdict: 'leak' };
  const open = run.open.filter(({ name }) => !options.allowGrowth.includes(name));
  if (open.length > 0) {
    const names = open.map(({ name, survivors }) => `${name} (${survivors.join(' + ')} by cycle)`);
    const message = `It could not be told whether these grow: ${names.join(', ')}. Give more iterations.`;
    return { ...unsure, reason: { code: 'time-budget', message } };
  }
  if (run.openStores.length > 0) {
    const message = `It could not be told whether a collection grows (${storesText(run)}): that takes over 4,000 iterations. Give more iterations, or a larger timeoutMs.`;
    return { ...unsure, reason: { code: 'time-budget', message } };
  }
  return { ...base, findings: [], verdict: 'clean', sensitivity: sensitivityOf(run, options.plantEvery) };
}

/** Where no object makes a leak, collections and resources are asked. */
function sortedFindings(run: CheckRun, options: JudgeOptions): SortedFindings {
  const objects = objectFindings(run, options.inspectors);
  const sorted = sortOut(objects, options, new Date());
  if (sorted.wanted.length > 0) return sorted;
  return sortOut([...objects, ...otherFindings(run, objects, options.inspectors)], options, new Date());
}

function storesText({ openStores, ledger: { heap } }: CheckRun): string {
  return openStores
    .map(({ node, first, last }) => `${heap.name(node)}: ${first.bytes} to ${last.bytes} bytes`)
    .join(', ');
}

function sensitivityOf({ ledger }: CheckRun, plantEvery: number): Sensitivity {
  return {
    oneInIterations: plantEvery,
    text: `one object left behind in ${plantEvery} iterations would have been seen: such a leak was planted, and found among ${ledger.iterations} iterations`,
  };
}
