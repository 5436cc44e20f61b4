import type { VNode } from 'preact';
import { pageScript } from './page-script.js';
import { Page } from './page.js';
import { style } from './style.js';
import type { Texts } from './texts.js';
import type { ReportModel } from './view-model.js';

interface DocumentProps {
  readonly model: ReportModel;
  readonly texts: Texts;
  /** Base64 digest of a text. */
  readonly sha256: (text: string) => string;
}

/** The page as a document: its policy, its style, its content, and its data as JSON that no browser runs. */
export function Document({ model, texts, sha256 }: DocumentProps): VNode {
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${sha256(style)}'`,
    `script-src 'sha256-${sha256(pageScript)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return (
    <html lang={texts.language}>
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={policy} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>{texts.page.title}</title>
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body>
        <Page model={model} texts={texts} />
        <script id="report-data" type="application/json" dangerouslySetInnerHTML={{ __html: inert(model) }} />
        <script dangerouslySetInnerHTML={{ __html: pageScript }} />
      </body>
    </html>
  );
}

/** JSON that cannot end the element it stands in. */
function inert(model: ReportModel): string {
  return JSON.stringify(model).replaceAll('<', String.raw`\u003c`);
}
