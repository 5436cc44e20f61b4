import type { ComponentChildren, VNode } from 'preact';
import type { Texts } from '../texts/texts.js';
import { Toolbar } from './toolbar.js';

interface FrameProps {
  readonly texts: Texts;
  /** All that the page can be read in. */
  readonly languages: readonly Texts[];
  /** Where a reader goes who skips the top, and what the way there is called. */
  readonly skipTo: { readonly id: string; readonly text: string };
  /** Whether there are observations that can be hidden. */
  readonly curtain: boolean;
  /** ISO 8601. */
  readonly generatedAt: string;
  /** Version of heapwitness. */
  readonly version: string;
  readonly top: ComponentChildren;
  readonly children: ComponentChildren;
}

/** What surrounds every page: the way past the top, the reader's choices, the top itself, the end. */
export function PageFrame(props: FrameProps): VNode {
  const { texts, languages, skipTo, curtain, generatedAt, version, top, children } = props;
  return (
    <>
      <a class="skip" href={`#${skipTo.id}`}>
        {skipTo.text}
      </a>
      <Toolbar texts={texts} languages={languages} curtain={curtain} />
      <header class="top wide">
        <p class="product">
          {texts.page.product} <time dateTime={generatedAt}>{texts.dateTime(generatedAt)}</time>
        </p>
        {top}
      </header>
      <main class="wide">{children}</main>
      <footer class="wide">
        <p>{texts.page.footer(version)}</p>
      </footer>
    </>
  );
}
