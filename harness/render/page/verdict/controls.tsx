import type { VNode } from 'preact';
import { SignedMark } from '../frame/signed-mark.js';
import type { Texts } from '../texts/texts.js';
import type { ControlModel } from '../verdict-model.js';

interface Props {
  readonly controls: readonly ControlModel[];
  readonly texts: Texts;
}

/** What the verdict can be believed by: three things whose end was known beforehand, and what was seen of them. */
export function Controls({ controls, texts }: Props): VNode {
  const words = texts.verdict.controls;
  return (
    <section class="controls-section" aria-labelledby="controls-title">
      <h2 id="controls-title">{words.heading}</h2>
      {controls.length === 0 ? <p>{words.none}</p> : <p class="note">{words.note}</p>}
      <dl class="control-cards">
        {controls.map(({ what, passed, seen }) => (
          <div key={what}>
            <dt>{words.name[what]}</dt>
            <dd>
              <ControlMark what={what} passed={passed} texts={texts} />
            </dd>
            <dd class="seen" lang="en">
              {seen}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function ControlMark({ what, passed, texts }: Omit<ControlModel, 'seen'> & Pick<Props, 'texts'>): VNode {
  const words = texts.verdict.controls;
  const kind = passed ? 'as-stated' : 'not-as-stated';
  return (
    <SignedMark kind={kind} sign={passed ? '✓' : '✗'} text={words[passed ? 'passed' : 'failed'][what]} />
  );
}
