import type { VNode } from 'preact';
import type { Texts } from '../texts/texts.js';
import type { Outcome } from '../view-model.js';

const SIGNS: Readonly<Record<Outcome, string>> = { 'as-stated': '✓', 'not-as-stated': '✗', failed: '!' };

/** An outcome as a sign and words, so that colour is not its only signal. */
export function OutcomeMark({ outcome, texts }: { outcome: Outcome; texts: Texts }): VNode {
  return (
    <span class={`outcome ${outcome}`}>
      <span class="sign" aria-hidden="true">
        {SIGNS[outcome]}
      </span>
      {texts.outcome[outcome]}
    </span>
  );
}
