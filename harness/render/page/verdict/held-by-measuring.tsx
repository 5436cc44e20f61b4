import type { VNode } from 'preact';
import { figuresOf } from './figures-of.js';
import { LeftOut } from './left-out.js';
import type { Texts } from '../texts/texts.js';
import type { HeldByMeasuringModel } from '../verdict-model.js';

/** What only the act of measuring holds: why, and how to measure without. */
export function HeldByMeasuring(props: {
  artefacts: readonly HeldByMeasuringModel[];
  leftOut: number;
  texts: Texts;
}): VNode | null {
  const { artefacts, leftOut, texts } = props;
  if (artefacts.length === 0) return null;
  const words = texts.verdict.finding;
  return (
    <section class="apart" aria-labelledby="artefacts-title">
      <h2 id="artefacts-title">{words.artefactHeading}</h2>
      <p class="note">{words.artefactNote}</p>
      <ul>
        {artefacts.map(({ finding, artefact }, index) => (
          <li key={index}>
            <p class="what">
              <bdi>{finding.className}</bdi> <span class="figures">{figuresOf(finding, texts)}</span>
            </p>
            <p>{words.artefacts[artefact.name] ?? <span lang="en">{artefact.why}</span>}</p>
            <p>
              {words.remedy}: <span lang="en">{artefact.remedy}</span>
            </p>
          </li>
        ))}
      </ul>
      <LeftOut count={leftOut} texts={texts} />
    </section>
  );
}
