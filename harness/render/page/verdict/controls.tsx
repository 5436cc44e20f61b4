import type { VNode } from 'preact';
import { SignedMark } from '../frame/signed-mark.js';
import { CONTROLS } from '../../model/finding-facts.js';
import type { Texts } from '../texts/texts.js';
import type { Controls } from '../../../check/index.js';

interface Props {
  /** `null` if the run ended before the controls. */
  readonly controls: Controls | null;
  readonly texts: Texts;
}

/** The controls: three things whose outcome was known beforehand, and what was observed of them. */
export function ControlsSection({ controls, texts }: Props): VNode {
  const words = texts.verdict.controls;
  return (
    <section class="controls-section" aria-labelledby="controls-title">
      <h2 id="controls-title">{words.heading}</h2>
      {controls === null ? <p>{words.none}</p> : <p class="note">{words.note}</p>}
      <dl class="control-cards">
        {controls === null
          ? null
          : CONTROLS.map((what) => (
              <div key={what}>
                <dt>{words.name[what]}</dt>
                <dd>
                  <ControlMark what={what} passed={controls[what].passed} texts={texts} />
                </dd>
                <dd class="seen" lang="en">
                  {controls[what].seen}
                </dd>
              </div>
            ))}
      </dl>
    </section>
  );
}

interface ControlMarkProps {
  readonly what: (typeof CONTROLS)[number];
  readonly passed: boolean;
  readonly texts: Texts;
}

function ControlMark({ what, passed, texts }: ControlMarkProps): VNode {
  const words = texts.verdict.controls;
  const kind = passed ? 'as-stated' : 'not-as-stated';
  return (
    <SignedMark kind={kind} sign={passed ? '✓' : '✗'} text={words[passed ? 'passed' : 'failed'][what]} />
  );
}
