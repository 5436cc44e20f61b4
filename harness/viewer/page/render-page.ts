import { h } from 'preact';
import { render } from 'preact-render-to-string';
import { Document } from './document.js';
import type { Texts } from '../texts/texts.js';
import type { ReportModel } from '../view-model.js';

/**
 * The report's page: one HTML document that needs nothing else, no network, and no script to be read.
 *
 * @param languages the first is shown where no script runs
 * @param sha256 base64 digest of a text, for the page's Content-Security-Policy
 */
export function renderPage(
  model: ReportModel,
  languages: readonly [Texts, ...Texts[]],
  sha256: (text: string) => string,
): string {
  return `<!doctype html>\n${render(h(Document, { model, languages, sha256 }))}\n`;
}
