import type { CheckResult, KnownLeaksFile } from '../../check/index.js';
import type { ReportDocument } from '../model/report-document.js';
import type { AnalysisJson, CountsJson, DiffJson } from './heap-json.js';

/** All that a command prints or reads as JSON, by the name of its JSON Schema: `schema/check.json` describes `check`. */
export interface PublishedJson {
  readonly check: CheckResult;
  readonly cases: ReportDocument;
  readonly analysis: AnalysisJson;
  readonly counts: CountsJson;
  readonly diff: DiffJson;
  readonly 'known-leaks': KnownLeaksFile;
}
