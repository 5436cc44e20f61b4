import type { VNode } from 'preact';
import type { Texts } from '../texts/texts.js';
import { CurtainButton } from '../frame/toolbar.js';

/** The question that is asked while observations are hidden, and the button that reveals them. */
export function Prediction({ caseId, texts }: { caseId: string; texts: Texts }): VNode {
  const words = texts.toolbar;
  return (
    <section class="prediction">
      <p class="ask">{words.predict}</p>
      <p>
        <CurtainButton id={caseId} hide={words.hide} reveal={words.reveal} />
      </p>
    </section>
  );
}
