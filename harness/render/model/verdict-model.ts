import type {
  ControlModel,
  HeldByMeasuringModel,
  KnownLeakModel,
  KnownModel,
  VerdictModel,
} from '../page/index.js';
import type { CheckResult, Controls, KnownLeak } from '../../check/index.js';
import { artefactModel, findingModel, findingModels } from './finding-model.js';
import { placeModel } from './place-model.js';
import { visibleLines, visibleText } from '../../core/visible-text.js';

/** What a check's page needs beside the result. */
export interface VerdictModelOptions {
  /** Version of heapwitness. */
  readonly heapwitness: string;
  readonly generatedAt: Date;
}

/** Entries of a list that a page shows at most: a finding takes up to 20 KB in each language. */
const MOST = 100;

/** What the page shows of a check's result. */
export function verdictModel(
  result: CheckResult,
  { heapwitness, generatedAt }: VerdictModelOptions,
): VerdictModel {
  const { verdict, scenario, remarks, environment, ignored } = result;
  const findings = findingModels(result, MOST);
  const artefacts = heldByMeasuring(result);
  const known = knownModel(result);
  return {
    generatedAt: generatedAt.toISOString(),
    verdict,
    scenario: placeModel(scenario, scenario),
    variant: visibleText(result.variant),
    oneInIterations: verdict === 'clean' ? result.sensitivity.oneInIterations : null,
    reason:
      verdict === 'inconclusive'
        ? {
            code: visibleText(result.reason.code),
            message: linesOf(result.reason.message, scenario),
          }
        : null,
    findings: findings.shown,
    setAside: ignored.slice(0, MOST).map((finding) => ({
      finding: findingModel(finding, result),
      reason: visibleText(finding.reason, 1000),
    })),
    known: known.shown,
    apart: ignored.length + result.known.found.length,
    artefacts: artefacts.slice(0, MOST),
    controls: result.controls === null ? [] : controlModels(result.controls),
    remarks: remarks.map((sentence) => placeModel(sentence, scenario, 1000)),
    evidence: { ...result.evidence, elapsedMs: result.elapsedMs },
    environment: { heapwitness, ...environment },
    leftOut: {
      findings: findings.leftOut,
      setAside: Math.max(0, ignored.length - MOST),
      known: known.leftOut,
      artefacts: Math.max(0, artefacts.length - MOST),
    },
  };
}

/** As lines, without addresses of this machine. */
function linesOf(text: string, scenario: string): string {
  return visibleLines(text)
    .split('\n')
    .map((line) => placeModel(line, scenario, 2000))
    .join('\n');
}

function knownModel(result: CheckResult): { readonly shown: KnownModel; readonly leftOut: number } {
  const { found, expired, unused } = result.known;
  const shown = {
    found: found.slice(0, MOST).map((finding) => ({
      finding: findingModel(finding, result),
      reason: visibleText(finding.reason, 1000),
      expires: visibleText(finding.expires),
    })),
    expired: expired.slice(0, MOST).map(knownLeakModel),
    unused: unused.slice(0, MOST).map(knownLeakModel),
  };
  const all = [found, expired, unused];
  return { shown, leftOut: all.reduce((sum, { length }) => sum + Math.max(0, length - MOST), 0) };
}

function knownLeakModel({ fingerprint, className = '', reason, expires }: KnownLeak): KnownLeakModel {
  return {
    fingerprint: visibleText(fingerprint),
    className: visibleText(className),
    reason: visibleText(reason, 1000),
    expires: visibleText(expires),
  };
}

function heldByMeasuring(result: CheckResult): HeldByMeasuringModel[] {
  return result.artefacts.flatMap((finding) => {
    const artefact = finding.witness?.artefact ?? null;
    if (artefact === null) return [];
    return [{ finding: findingModel(finding, result), artefact: artefactModel(artefact) }];
  });
}

const CONTROLS = ['planted', 'held', 'dropped'] as const;

function controlModels(controls: Controls): ControlModel[] {
  return CONTROLS.map((what) => ({
    what,
    passed: controls[what].passed,
    seen: visibleText(controls[what].seen, 1000),
  }));
}
