import type { CaseNotRun, CaseResult } from '../../workshop/index.js';
import type { ReportEnvironment } from './environment.js';
import { shareableTrace } from './shareable-trace.js';

/** The content of `report.json`; `docs/report-schema.md` documents each key. */
export interface ReportDocument {
  /** Distinguishes a run of cases from the JSON of other commands. */
  readonly kind: 'cases';
  readonly schemaVersion: 1;
  /** ISO 8601, in UTC. */
  readonly generatedAt: string;
  readonly environment: ReportEnvironment;
  readonly totals: ReportTotals;
  readonly cases: readonly CaseResult[];
  /** Cases that were not run, because a package that they need is not installed; not part of the totals. */
  readonly notRun: readonly CaseNotRun[];
}

/** Numbers of cases by outcome; the three outcomes add up to `cases`. */
export interface ReportTotals {
  readonly cases: number;
  readonly asStated: number;
  readonly notAsStated: number;
  readonly failed: number;
  readonly variants: number;
  /** From the start of the run to the writing of the report. */
  readonly elapsedMs: number;
}

/** Returns the results of a run as one document, in the order of teaching. */
export function reportDocument(
  results: readonly CaseResult[],
  environment: ReportEnvironment,
  startedAt: Date,
  generatedAt: Date,
  notRun: readonly CaseNotRun[] = [],
): ReportDocument {
  return {
    kind: 'cases',
    schemaVersion: 1,
    generatedAt: generatedAt.toISOString(),
    environment,
    totals: { ...countOutcomes(results), elapsedMs: generatedAt.getTime() - startedAt.getTime() },
    cases: inOrderOfTeaching(results).map(withShareableTraces),
    notRun,
  };
}

function withShareableTraces(result: CaseResult): CaseResult {
  const variants = result.variants.map((variant) => ({
    ...variant,
    observations: variant.observations.map((look) => ({
      ...look,
      trace: look.trace && shareableTrace(look.trace),
    })),
  }));
  return { ...result, variants };
}

/** Counts the cases by outcome. */
export function countOutcomes(results: readonly CaseResult[]): Omit<ReportTotals, 'elapsedMs'> {
  const having = (outcome: CaseResult['outcome']): number =>
    results.filter((result) => result.outcome === outcome).length;
  return {
    cases: results.length,
    asStated: having('as-stated'),
    notAsStated: having('not-as-stated'),
    failed: having('failed'),
    variants: results.reduce((sum, { variants }) => sum + variants.length, 0),
  };
}

/** Sorts cases by chapter, then by position within it, then by id. */
export function inOrderOfTeaching(results: readonly CaseResult[]): CaseResult[] {
  return [...results].sort(
    (a, b) => a.chapter - b.chapter || a.position - b.position || (a.id < b.id ? -1 : 1),
  );
}
