import type { VNode } from 'preact';
import { amountOf } from './amount-of.js';
import { LeftOut } from './left-out.js';
import type { Texts } from '../texts/texts.js';
import { nameOf } from '../../model/finding-facts.js';
import type { IgnoredFinding } from '../../../check/index.js';

/** The findings that do not affect the verdict, each with its reason. */
export function IgnoredFindings(props: {
  ignored: readonly IgnoredFinding[];
  leftOut: number;
  texts: Texts;
}): VNode | null {
  const { ignored, leftOut, texts } = props;
  if (ignored.length === 0) return null;
  const words = texts.verdict.setAside;
  return (
    <section class="apart" aria-labelledby="set-aside-title">
      <h2 id="set-aside-title">{words.heading}</h2>
      <p class="note">{words.note}</p>
      <ul>
        {ignored.map((finding, index) => (
          <li key={index}>
            <p class="what">
              <bdi>{nameOf(finding)}</bdi> <span class="figures">{amountOf(finding, texts)}</span>
            </p>
            <p>
              {words.reason}: <bdi>{finding.reason}</bdi>
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
