import type { VNode } from 'preact';
import { render } from 'preact-render-to-string';
import { caseDocument, verdictDocument } from './documents.js';
import type { Texts } from '../texts/texts.js';
import type { VerdictModel } from '../verdict-model.js';
import type { ReportModel } from '../view-model.js';

/** The languages of a page; the first is shown where no script runs. */
export type Languages = readonly [Texts, ...Texts[]];

/** Gives the base64 digest of a text, for the page's Content-Security-Policy. */
export type Digest = (text: string) => string;

/** The page of a run of cases: one HTML document that needs nothing else, no network, and no script to be read. */
export function renderPage(model: ReportModel, languages: Languages, sha256: Digest): string {
  return htmlOf(caseDocument(model, languages, sha256));
}

/** The page of a check: a document of the same kind. */
export function renderVerdictPage(model: VerdictModel, languages: Languages, sha256: Digest): string {
  return htmlOf(verdictDocument(model, languages, sha256));
}

function htmlOf(document: VNode): string {
  return `<!doctype html>\n${render(document)}\n`;
}
