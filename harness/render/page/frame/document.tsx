import type { ComponentChildren, VNode } from 'preact';
import { pageScript } from './page-script.js';
import type { Texts } from '../texts/texts.js';

/** A page in one language. */
export interface Edition {
  readonly texts: Texts;
  readonly title: string;
  readonly content: VNode;
}

interface DocumentProps {
  /** The first edition is shown; the others are in templates until the reader selects them. */
  readonly editions: readonly [Edition, ...Edition[]];
  readonly style: string;
  /** Returns the base64 digest of a text. */
  readonly sha256: (text: string) => string;
  /** Drawings that the editions share. */
  readonly children?: ComponentChildren;
}

/** The HTML document of a page: its content security policy, style, script, and content in every language. */
export function Document({ editions, style, sha256, children }: DocumentProps): VNode {
  const [{ texts, title, content }, ...others] = editions;
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${sha256(style)}'`,
    `script-src 'sha256-${sha256(pageScript)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const languages = [texts, ...others.map((other) => other.texts)].map(({ language }) => language).join(' ');
  return (
    <html lang={texts.language} data-languages={languages}>
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={policy} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>{title}</title>
        <style dangerouslySetInnerHTML={{ __html: style }} />
        <script dangerouslySetInnerHTML={{ __html: pageScript }} />
      </head>
      <body>
        {children}
        <div id="page" lang={texts.language}>
          {content}
        </div>
        {others.map((other) => (
          <template key={other.texts.language} id={`page-${other.texts.language}`} title={other.title}>
            {other.content}
          </template>
        ))}
      </body>
    </html>
  );
}
