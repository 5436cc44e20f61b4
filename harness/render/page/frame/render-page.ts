import { caseDocument, verdictDocument } from './documents.js';
import { htmlOf } from './html-of.js';
import type { ShownCheck } from '../../model/shown-check.js';
import type { ShownReport } from '../../model/shown-report.js';
import type { Languages, Digest } from './page-options.js';

/** Renders the page of a run of cases: one HTML document without external resources, readable without its script. */
export function renderPage(model: ShownReport, languages: Languages, sha256: Digest): string {
  return htmlOf(caseDocument(model, languages, sha256));
}

/** Renders the page of a check, likewise. */
export function renderVerdictPage(check: ShownCheck, languages: Languages, sha256: Digest): string {
  return htmlOf(verdictDocument(check, languages, sha256));
}
