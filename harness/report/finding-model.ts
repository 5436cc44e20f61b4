import type {
  ArtefactModel,
  FindingModel,
  HoldersModel,
  TraceModel,
  TraceNodeModel,
  TraceReferenceModel,
} from '../viewer/index.js';
import type { CheckResult, Finding } from '../scenario/verdict.js';
import type { Artefact, LeakTrace, LeakTraceNode, LeakTraceReference, Witness } from '../witness/types.js';
import { placeModel, positionModel } from './place-model.js';
import { visibleText } from './visible-text.js';

const MAX_TEXT = 300;
const MAX_FOLLOWERS = 30;
/** As many holders as are looked for: with fewer than this, there are no others. */
const MOST_HOLDERS = 3;

/** A finding that says how it grew. */
type FindingWithGrowth = Finding & {
  /** Objects of each cycle that are still there. */
  readonly survivors?: readonly number[];
};

/** What the page shows of one thing that piles up. */
export function findingModel(finding: FindingWithGrowth, result: CheckResult): FindingModel {
  const { scenario, evidence, findings } = result;
  const { fingerprint, className, count, iterations, perIteration, retainedBytesPerIteration } = finding;
  const { witness } = finding;
  return {
    fingerprint: visibleText(fingerprint),
    className: visibleText(className),
    inHeap: finding.kind !== 'resource',
    within: placeOf(finding.within, findings),
    count,
    iterations,
    perIteration,
    bytesEach: perIteration > 0 ? retainedBytesPerIteration / perIteration : 0,
    growth: evidence.cycles.flatMap(({ iterations: ofCycle }, cycle) => {
      const survivors = finding.survivors?.[cycle];
      return survivors === undefined ? [] : [{ iterations: ofCycle, survivors }];
    }),
    path: finding.path.map((line) => visibleText(line.trim(), MAX_TEXT)),
    ...(witness === null ? WITHOUT_WITNESS : witnessModel(witness, scenario)),
  };
}

/** Place among the findings of the one with this fingerprint. */
function placeOf(fingerprint: string | null, findings: readonly Finding[]): number | null {
  const place = findings.findIndex((finding) => finding.fingerprint === fingerprint);
  return place < 0 ? null : place;
}

type WitnessPart = Pick<FindingModel, 'trace' | 'holders' | 'followers' | 'signature' | 'allocatedAt'>;

const WITHOUT_WITNESS: WitnessPart = {
  trace: null,
  holders: null,
  followers: [],
  signature: [],
  allocatedAt: [],
};

function witnessModel(witness: Witness, scenario: string): WitnessPart {
  const { trace, followers, signature, allocationSite } = witness;
  return {
    trace: traceModel(trace, scenario),
    holders: holdersModel(witness, scenario),
    followers: followers
      .slice(0, MAX_FOLLOWERS)
      .map(({ className, count }) => ({ className: visibleText(className), count })),
    signature: signature.map((word) => visibleText(word)),
    allocatedAt: (allocationSite?.frames ?? []).map(({ functionName, position }) => ({
      functionName: visibleText(functionName),
      position: positionModel(position, scenario),
    })),
  };
}

function holdersModel({ holders }: Witness, scenario: string): HoldersModel {
  const found = holders.map(({ text, count, artefact, trace }) => ({
    text: visibleText(text, MAX_TEXT),
    count,
    artefact: artefact && artefactModel(artefact),
    trace: traceModel(trace, scenario),
  }));
  return { found, complete: found.length < MOST_HOLDERS };
}

/** What the page shows of a retention that the act of measuring causes. */
export function artefactModel({ name, why, remedy }: Artefact): ArtefactModel {
  return {
    name: visibleText(name),
    why: visibleText(why, MAX_TEXT),
    remedy: visibleText(remedy, MAX_TEXT),
  };
}

/** The text of a root ends with the reason why it stays. */
function traceModel({ root, nodes }: LeakTrace, scenario: string): TraceModel {
  const { text } = placeModel(root.text, scenario);
  const end = text.lastIndexOf(': ');
  return {
    root: end < 0 ? text : text.slice(0, end),
    rootReason: end < 0 ? '' : text.slice(end + 2),
    nodes: nodes.map((node) => nodeModel(node, scenario)),
  };
}

function nodeModel(node: LeakTraceNode, scenario: string): TraceNodeModel {
  const { id, label, status, reason, position, retainedBytes, retainedObjects, reference } = node;
  return {
    id,
    label: visibleText(label, MAX_TEXT),
    status,
    reason: reason === null ? null : visibleText(reason, MAX_TEXT),
    position: positionModel(position, scenario),
    retainedBytes,
    retainedObjects,
    reference: referenceModel(reference),
  };
}

function referenceModel({ text, start, suspect, repeats }: LeakTraceReference): TraceReferenceModel {
  return {
    from: visibleText(text.slice(0, start), MAX_TEXT),
    text: visibleText(text.slice(start), MAX_TEXT),
    suspect,
    repeats,
  };
}
