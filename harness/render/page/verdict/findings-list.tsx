import type { VNode } from 'preact';
import { figuresOf } from './figures-of.js';
import type { Texts } from '../texts/texts.js';
import type { FindingModel } from '../verdict-model.js';

/** Everything that leaks by itself, a line each, which leads to what holds it. */
export function FindingsList({
  findings,
  texts,
}: {
  findings: readonly FindingModel[];
  texts: Texts;
}): VNode {
  return (
    <section id="overview" class="overview" aria-labelledby="overview-title">
      <h2 id="overview-title">{texts.verdict.overview}</h2>
      <ol class="piles">
        {findings.map((finding, index) => (
          <li key={index}>
            <a href={`#finding-${index + 1}`}>
              <bdi>{finding.className}</bdi>
            </a>{' '}
            <span class="figures">{figuresOf(finding, texts)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
