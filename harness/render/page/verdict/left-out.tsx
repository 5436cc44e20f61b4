import type { VNode } from 'preact';
import type { Texts } from '../texts/texts.js';

/** The number of entries of a list that are not on this page; empty if all are. */
export function LeftOut({ count, texts }: { count: number; texts: Texts }): VNode | null {
  return count === 0 ? null : <p class="note">{texts.verdict.leftOut(count)}</p>;
}
