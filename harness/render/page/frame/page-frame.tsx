import type { ComponentChildren, VNode } from 'preact';
import type { Texts } from '../texts/texts.js';
import { Toolbar } from './toolbar.js';

interface FrameProps {
  readonly texts: Texts;
  /** All languages of the page. */
  readonly languages: readonly Texts[];
  /** Text of the link that skips to the main part. */
  readonly skip: string;
  /** Whether there are observations that can be hidden. */
  readonly curtain: boolean;
  /** ISO 8601. */
  readonly generatedAt: string;
  /** Version of heapwitness. */
  readonly version: string;
  readonly top: ComponentChildren;
  readonly children: ComponentChildren;
}

/** The frame of every page: skip link, toolbar, top, and footer. */
export function PageFrame(props: FrameProps): VNode {
  const { texts, languages, skip, curtain, generatedAt, version, top, children } = props;
  return (
    <>
      <a class="skip" href="#main">
        {skip}
      </a>
      <Toolbar texts={texts} languages={languages} curtain={curtain} />
      <header class="top wide">
        <p class="product">
          {texts.page.product} <time dateTime={generatedAt}>{texts.dateTime(generatedAt)}</time>
        </p>
        {top}
      </header>
      <main id="main" class="wide" tabIndex={-1}>
        {children}
      </main>
      <footer class="wide">
        <p>{texts.page.footer(version)}</p>
      </footer>
    </>
  );
}
