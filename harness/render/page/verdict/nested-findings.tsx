import type { VNode } from 'preact';
import { amountOf } from './amount-of.js';
import { LeftOut } from './left-out.js';
import { PathSteps } from './leak-trace.js';
import { nameOf } from '../../model/finding-facts.js';
import type { ShownFinding } from '../../model/shown-check.js';
import type { Texts } from '../texts/texts.js';

interface Props {
  readonly finding: ShownFinding;
  readonly texts: Texts;
}

/** Classes that grow and are retained through a finding, each with its own path, folded. */
export function NestedFindings({ finding: { below, belowLeftOut }, texts }: Props): VNode | null {
  if (below.length === 0) return null;
  const words = texts.verdict.finding;
  return (
    <section class="below">
      <h3>{words.belowHeading}</h3>
      <p class="note">{words.below}</p>
      {below.map((nested, index) => (
        <details key={index}>
          <summary>
            <bdi>{nameOf(nested)}</bdi> <span class="figures">{amountOf(nested, texts)}</span>
          </summary>
          <PathSteps steps={nested.path} />
        </details>
      ))}
      <LeftOut count={belowLeftOut} texts={texts} />
    </section>
  );
}
