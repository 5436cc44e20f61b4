import type { VNode } from 'preact';
import { OutcomeMark } from '../case/outcome-mark.js';
import type { Texts } from '../texts/texts.js';
import type { ShownChapter } from '../../model/shown-report.js';

interface ContentsProps {
  readonly chapters: readonly ShownChapter[];
  readonly texts: Texts;
}

/** The list of chapters and cases beside a case, on wide screens. Cases that did not end as stated are marked. */
export function Contents({ chapters, texts }: ContentsProps): VNode {
  return (
    <nav class="contents" aria-label={texts.places.contents}>
      <p>
        <a href="#overview">{texts.places.overview}</a>
      </p>
      <ol>
        {chapters.map(({ number, cases }) => (
          <li key={number}>
            {texts.overview.chapter(number)}
            <ol>
              {cases.map(({ id, title, outcome }) => (
                <li key={id} data-case={id}>
                  <a href={`#case-${id}`}>{title}</a>
                  {outcome === 'as-stated' ? null : (
                    <span class="obs">
                      {' '}
                      <OutcomeMark outcome={outcome} texts={texts} />
                    </span>
                  )}
                </li>
              ))}
            </ol>
          </li>
        ))}
      </ol>
    </nav>
  );
}
