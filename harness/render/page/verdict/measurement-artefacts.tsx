import type { VNode } from 'preact';
import { amountOf } from './amount-of.js';
import { LeftOut } from './left-out.js';
import type { Texts } from '../texts/texts.js';
import { nameOf } from '../../model/finding-facts.js';
import type { Artefact } from '../../../retention/index.js';
import type { Finding } from '../../../check/index.js';

/** Findings that only the measurement retains: why, and how to measure without that. */
export function MeasurementArtefacts(props: {
  artefacts: readonly Finding[];
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
        {artefacts.map((finding, index) => (
          <li key={index}>
            <p class="what">
              <bdi>{nameOf(finding)}</bdi> <span class="figures">{amountOf(finding, texts)}</span>
            </p>
            <Reason artefact={finding.witness?.artefact ?? null} texts={texts} />
          </li>
        ))}
      </ul>
      <LeftOut count={leftOut} texts={texts} />
    </section>
  );
}

function Reason({ artefact, texts }: { artefact: Artefact | null; texts: Texts }): VNode | null {
  if (artefact === null) return null;
  const words = texts.verdict.finding;
  return (
    <>
      <p>{words.artefacts[artefact.name] ?? <span lang="en">{artefact.why}</span>}</p>
      <p>
        {words.remedy}: <span lang="en">{artefact.remedy}</span>
      </p>
    </>
  );
}
