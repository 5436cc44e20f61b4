import type { ResolvedOptions } from '../options/resolved-options.js';
import type { CheckRun } from '../run/run-outcome.js';
import { balanceOf } from '../judge/balance.js';
import { SCHEMA_VERSION } from './verdict.js';
import type { CheckResult, Environment, Evidence, InconclusiveReason } from './verdict.js';

type Base = Pick<
  CheckResult,
  'kind' | 'schemaVersion' | 'scenario' | 'variant' | 'evidence' | 'environment' | 'elapsedMs'
>;

/** The properties of every result of a run that finished. */
export function resultBase(
  scenario: string,
  options: ResolvedOptions,
  { history, warmupIterations, quietMs }: CheckRun,
  elapsedMs: number,
): Base {
  return {
    kind: 'check',
    schemaVersion: SCHEMA_VERSION,
    scenario,
    variant: options.variant,
    evidence: {
      warmupIterations,
      cycles: history.evidence,
      iterations: history.iterations,
      quietMs,
      alsoRead: history.isolates.alsoRead,
      ignoredIsolates: history.isolates.ignored,
      balance: balanceOf(history),
    },
    environment: environmentOf(options),
    elapsedMs: Math.round(elapsedMs),
  };
}

const NO_EVIDENCE: Evidence = {
  warmupIterations: 0,
  cycles: [],
  iterations: 0,
  quietMs: 0,
  alsoRead: [],
  ignoredIsolates: [],
  balance: null,
};

/** The result of a check that did not finish. */
export function troubleResult(
  scenario: string,
  options: ResolvedOptions,
  reason: InconclusiveReason,
  elapsedMs: number,
): CheckResult {
  return {
    kind: 'check',
    schemaVersion: SCHEMA_VERSION,
    scenario,
    variant: options.variant,
    verdict: 'inconclusive',
    reason,
    findings: [],
    ignored: [],
    known: { found: [], expired: [], unused: [] },
    artefacts: [],
    controls: null,
    evidence: NO_EVIDENCE,
    environment: environmentOf(options),
    remarks: [],
    elapsedMs: Math.round(elapsedMs),
  };
}

function environmentOf({ worker, backend }: ResolvedOptions): Environment {
  const { version: node, versions, platform, arch } = process;
  return { node, v8: versions.v8, platform, arch, worker, backend };
}
