import type { VNode } from 'preact';
import type { Texts } from '../texts/texts.js';
import { Unknown } from '../frame/toolbar.js';
import type { Counts } from '../../../workshop/index.js';

/** What is counted, and the class of its colour. */
export const COUNTED = [
  ['keys', 'key'],
  ['values', 'value'],
  ['staleEntries', 'stale'],
] as const;

interface CountCellProps {
  readonly what: keyof Counts;
  readonly stated: Counts;
  readonly observed: Counts | null;
  readonly texts: Texts;
}

/** One count of a variant as observed, above the stated one, which is marked if they differ. */
export function CountCell({ what, stated, observed, texts }: CountCellProps): VNode {
  const seen = observed?.[what];
  const differs = seen !== stated[what];
  return (
    <td class={differs ? 'number differs' : 'number'} data-counted={texts.counts[what]}>
      <span class="seen obs">{seen === undefined ? '–' : texts.number(seen)}</span>
      <span class="stated obs">{texts.overview.stated(texts.number(stated[what]))}</span>
      <Unknown />
    </td>
  );
}
