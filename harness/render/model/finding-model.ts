import type {
  ArtefactModel,
  ExplanationModel,
  FindingModel,
  HoldersModel,
  TraceModel,
  TraceNodeModel,
  TraceReferenceModel,
  TriedModel,
} from '../page/index.js';
import type { CheckResult, Finding } from '../../check/index.js';
import type {
  Artefact,
  LeakTrace,
  LeakTraceNode,
  LeakTraceReference,
  Witness,
} from '../../retention/index.js';
import { type LeakKind, resourceKind } from '../../retention/index.js';
import { placeModel, positionModel } from './place-model.js';
import { visibleText } from '../../core/visible-text.js';

const MAX_TEXT = 300;
const MAX_SENTENCE = 1000;
const MAX_FOLLOWERS = 30;
const MAX_BELOW = 30;

/** What the page shows of a result's findings: those that leak by themselves, each with what hangs below it. */
export function findingModels(
  result: CheckResult,
  most: number,
): { readonly shown: FindingModel[]; readonly leftOut: number } {
  const { findings } = result;
  const heads = new Set(
    findings.filter(({ within }) => within === null).map(({ fingerprint }) => fingerprint),
  );
  const isHead = ({ within }: Finding): boolean => within === null || !heads.has(within);
  const belowOf = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (isHead(finding) || finding.within === null) continue;
    const below = belowOf.get(finding.within) ?? [];
    below.push(finding);
    belowOf.set(finding.within, below);
  }
  const all = findings.filter(isHead);
  const shown = all.slice(0, most).map((head) => {
    const below = belowOf.get(head.fingerprint) ?? [];
    return {
      ...findingModel(head, result),
      below: below.slice(0, MAX_BELOW).map((finding) => findingModel(finding, result)),
      belowLeftOut: Math.max(0, below.length - MAX_BELOW),
    };
  });
  return { shown, leftOut: all.length - shown.length };
}

/** What the page shows of one thing that piles up, without what hangs below it. */
export function findingModel(finding: Finding, result: CheckResult): FindingModel {
  const { scenario, evidence } = result;
  const { fingerprint, className, count, iterations, perIteration, retainedBytesPerIteration } = finding;
  const { witness } = finding;
  return {
    fingerprint: visibleText(fingerprint),
    className: shownClass(finding.kind, className),
    inHeap: finding.kind !== 'resource',
    count,
    iterations,
    perIteration,
    bytesEach: perIteration > 0 ? retainedBytesPerIteration / perIteration : 0,
    growth: evidence.cycles.flatMap(({ iterations: ofCycle }, cycle) => {
      const survivors = finding.survivors[cycle];
      return survivors === undefined ? [] : [{ iterations: ofCycle, survivors }];
    }),
    path: finding.path.map((line) => placeModel(line.trim(), scenario, MAX_TEXT)),
    below: [],
    belowLeftOut: 0,
    explanation: explanationOf(finding, scenario),
    tried: witness === null || witness.artefact !== null ? null : triedModel(witness),
    ...(witness === null ? WITHOUT_WITNESS : witnessModel(witness, scenario)),
  };
}

/** What only the act of measuring holds is no leak of a kind. */
function explanationOf({ kind, className, witness }: Finding, scenario: string): ExplanationModel | null {
  if (witness?.artefact) return null;
  if (witness !== null) return explanationModel(witness.kind, scenario);
  return kind === 'resource' ? explanationModel(resourceKind(className), scenario) : null;
}

function explanationModel(kind: LeakKind, scenario: string): ExplanationModel {
  const { id, holder, held, detail, milliseconds, places, line, why, mend } = kind;
  const shown = (text: string | null): string | null => (text === null ? null : visibleText(text, MAX_TEXT));
  return {
    id,
    holder: shown(holder),
    held: visibleText(held, MAX_TEXT),
    detail: shown(detail),
    milliseconds,
    places,
    line: line && { name: visibleText(line.name), position: positionModel(line.position, scenario) },
    why: visibleText(why, MAX_SENTENCE),
    mend: visibleText(mend, MAX_SENTENCE),
  };
}

function triedModel({ verifiedCut, count, holders, holdersComplete }: Witness): TriedModel | null {
  if (verifiedCut === null) return null;
  const { text, references, freed, freedBytes } = verifiedCut;
  return {
    text: visibleText(text, MAX_TEXT),
    references,
    freed,
    freedBytes,
    count,
    others: holders.length,
    complete: holdersComplete,
  };
}

/** A function as it is called: `onExpire()`. */
function shownClass(kind: string, className: string): string {
  const isNamed = kind === 'closure' && !className.startsWith('(');
  return visibleText(isNamed ? `${className}()` : className);
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
      .map(({ className, type, count }) => ({ className: shownClass(type, className), count })),
    signature: signature.map((word) => visibleText(word)),
    allocatedAt: (allocationSite?.frames ?? []).map(({ functionName, position }) => ({
      functionName: visibleText(functionName),
      position: positionModel(position, scenario),
    })),
  };
}

function holdersModel({ holders, holdersComplete }: Witness, scenario: string): HoldersModel {
  const found = holders.map(({ text, count, artefact, trace }) => ({
    text: visibleText(text, MAX_TEXT),
    count,
    artefact: artefact && artefactModel(artefact),
    trace: traceModel(trace, scenario),
  }));
  return { found, complete: holdersComplete };
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
function traceModel({ root, nodes, cut }: LeakTrace, scenario: string): TraceModel {
  const text = placeModel(root.text, scenario);
  const end = text.lastIndexOf(': ');
  return {
    root: end < 0 ? text : text.slice(0, end),
    rootReason: end < 0 ? '' : text.slice(end + 2),
    nodes: nodes.map((node) => nodeModel(node, scenario)),
    cut,
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
