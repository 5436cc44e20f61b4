import type { VNode } from 'preact';
import { figuresOf } from './figures-of.js';
import { LeftOut } from './left-out.js';
import { LeakTrace, PathLines } from './leak-trace.js';
import type { Texts } from '../texts/texts.js';
import type { FindingModel } from '../verdict-model.js';

/** Classes that pile up below a finding, each with its own trace, folded. */
export function Below({
  findings,
  leftOut,
  texts,
}: {
  findings: readonly FindingModel[];
  leftOut: number;
  texts: Texts;
}): VNode | null {
  if (findings.length === 0) return null;
  const words = texts.verdict.finding;
  return (
    <section class="below">
      <h3>{words.belowHeading}</h3>
      <p class="note">{words.below}</p>
      {findings.map((finding, index) => (
        <details key={index}>
          <summary>
            <bdi>{finding.className}</bdi> <span class="figures">{figuresOf(finding, texts)}</span>
          </summary>
          {finding.trace === null ? (
            <PathLines lines={finding.path} />
          ) : (
            <LeakTrace trace={finding.trace} texts={texts} />
          )}
        </details>
      ))}
      <LeftOut count={leftOut} texts={texts} />
    </section>
  );
}
