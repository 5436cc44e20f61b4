import type { VNode } from 'preact';
import type { Texts } from '../texts/texts.js';
import type { ShownCase } from '../../model/shown-report.js';

/** The cases before and after a case, in the order of teaching. */
export interface NeighbourCases {
  readonly previous: ShownCase | undefined;
  readonly next: ShownCase | undefined;
}

/** Links to the previous and the next case. */
export function Neighbours({ previous, next, texts }: NeighbourCases & { texts: Texts }): VNode {
  return (
    <nav class="neighbours" aria-label={texts.places.neighbours}>
      {previous === undefined ? null : (
        <a rel="prev" href={`#case-${previous.id}`}>
          <span aria-hidden="true">← </span>
          {texts.named(texts.places.previous, previous.title)}
        </a>
      )}
      {next === undefined ? null : (
        <a rel="next" href={`#case-${next.id}`}>
          {texts.named(texts.places.next, next.title)}
          <span aria-hidden="true"> →</span>
        </a>
      )}
    </nav>
  );
}
