import type { VNode } from 'preact';
import type { Texts } from '../texts/texts.js';

/** How many of a list are not on this page; nothing where all are. */
export function LeftOut({ count, texts }: { count: number; texts: Texts }): VNode | null {
  return count === 0 ? null : <p class="note">{texts.verdict.leftOut(count)}</p>;
}
