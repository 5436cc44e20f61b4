import type {
  CheckEvidenceModel,
  ControlModel,
  HeldByMeasuringModel,
  KnownLeakModel,
  KnownModel,
  VerdictModel,
} from '../page/index.js';
import type { CheckResult, Controls, Evidence, KnownLeak } from '../../check/index.js';
import { artefactModel, findingModel, findingModels } from './finding-model.js';
import { placeModel } from './place-model.js';
import { visibleLines, visibleText } from '../../core/visible-text.js';

/** What a check's page needs beside the result. */
export interface VerdictModelOptions {
  /** Version of heapwitness. */
  readonly heapwitness: string;
  readonly generatedAt: Date;
}

/** What the page shows of a check's result. */
export function verdictModel(
  result: CheckResult,
  { heapwitness, generatedAt }: VerdictModelOptions,
): VerdictModel {
  const { verdict, scenario, remarks, environment } = result;
  return {
    generatedAt: generatedAt.toISOString(),
    verdict,
    scenario: placeModel(scenario, scenario),
    variant: visibleText(result.variant),
    oneInIterations: verdict === 'clean' ? result.sensitivity.oneInIterations : null,
    reason:
      verdict === 'inconclusive'
        ? { code: visibleText(result.reason.code), message: visibleLines(result.reason.message) }
        : null,
    findings: findingModels(result),
    setAside: result.ignored.map((finding) => ({
      finding: findingModel(finding, result),
      reason: visibleText(finding.reason, 1000),
    })),
    known: knownModel(result),
    artefacts: heldByMeasuring(result),
    controls: result.controls === null ? [] : controlModels(result.controls),
    remarks: remarks.map((sentence) => visibleText(sentence, 1000)),
    evidence: evidenceModel(result.evidence, result.elapsedMs),
    environment: { heapwitness, ...environment },
  };
}

function knownModel(result: CheckResult): KnownModel {
  const { found, expired, unused } = result.known;
  return {
    found: found.map((finding) => ({
      finding: findingModel(finding, result),
      reason: visibleText(finding.reason, 1000),
      expires: visibleText(finding.expires),
    })),
    expired: expired.map(knownLeakModel),
    unused: unused.map(knownLeakModel),
  };
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

function evidenceModel(evidence: Evidence, elapsedMs: number): CheckEvidenceModel {
  const { warmupIterations, iterations, quietMs, cycles } = evidence;
  return { warmupIterations, iterations, quietMs, elapsedMs, cycles };
}
