import type { VNode } from 'preact';
import { figuresOf } from './figures-of.js';
import { LeftOut } from './left-out.js';
import type { Texts } from '../texts/texts.js';
import type { SetAsideModel } from '../verdict-model.js';

/** What grows and does not make the verdict, each with the reason that was given. */
export function SetAside(props: {
  setAside: readonly SetAsideModel[];
  leftOut: number;
  texts: Texts;
}): VNode | null {
  const { setAside, leftOut, texts } = props;
  if (setAside.length === 0) return null;
  const words = texts.verdict.setAside;
  return (
    <section class="apart" aria-labelledby="set-aside-title">
      <h2 id="set-aside-title">{words.heading}</h2>
      <p class="note">{words.note}</p>
      <ul>
        {setAside.map(({ finding, reason }, index) => (
          <li key={index}>
            <p class="what">
              <bdi>{finding.className}</bdi> <span class="figures">{figuresOf(finding, texts)}</span>
            </p>
            <p>
              {words.reason}: <bdi>{reason}</bdi>
            </p>
            <p class="note">
              <code>{finding.fingerprint}</code>
            </p>
          </li>
        ))}
      </ul>
      <LeftOut count={leftOut} texts={texts} />
    </section>
  );
}
