import type { VNode } from 'preact';
import { amountOf } from './amount-of.js';
import { nameOf } from '../../model/finding-facts.js';
import type { Texts } from '../texts/texts.js';
import type { ShownFinding } from '../../model/shown-check.js';

/** The list of all top-level findings, each with a link to its section. */
export function FindingsList({
  findings,
  texts,
}: {
  findings: readonly ShownFinding[];
  texts: Texts;
}): VNode {
  return (
    <section id="overview" class="overview" aria-labelledby="overview-title">
      <h2 id="overview-title">{texts.verdict.overview}</h2>
      <ol class="piles">
        {findings.map(({ finding }, index) => (
          <li key={index}>
            <a href={`#finding-${index + 1}`}>
              <bdi>{nameOf(finding)}</bdi>
            </a>{' '}
            <span class="figures">{amountOf(finding, texts)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
