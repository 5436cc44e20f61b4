import type { VNode } from 'preact';
import { localised } from '../texts/localise.js';
import { pageScript } from './page-script.js';
import { Page } from './page.js';
import { PictureShapes } from '../figures/picture-shapes.js';
import { SlotDrawings } from '../figures/slot-drawing.js';
import { SlotPatterns } from '../figures/slot-patterns.js';
import { style } from '../style/index.js';
import type { Texts } from '../texts/texts.js';
import type { ReportModel } from '../view-model.js';

interface DocumentProps {
  readonly model: ReportModel;
  /** The first is that of the document; the others lie in templates until the reader wants them. */
  readonly languages: readonly [Texts, ...Texts[]];
  /** Base64 digest of a text. */
  readonly sha256: (text: string) => string;
}

/** The page as a document: its policy, its style, its script, and its content in every language. */
export function Document({ model, languages, sha256 }: DocumentProps): VNode {
  const [texts, ...others] = languages;
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
        <script dangerouslySetInnerHTML={{ __html: pageScript }} />
      </head>
      <body>
        <SlotPatterns />
        <SlotDrawings model={model} />
        <PictureShapes />
        <div id="page" lang={texts.language}>
          <Page model={localised(model, texts.language)} texts={texts} languages={languages} />
        </div>
        {others.map((other) => (
          <template key={other.language} id={`page-${other.language}`} title={other.page.title}>
            <Page model={localised(model, other.language)} texts={other} languages={languages} />
          </template>
        ))}
      </body>
    </html>
  );
}
