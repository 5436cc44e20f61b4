import type { VNode } from 'preact';
import { LeakTrace } from './leak-trace.js';
import type { Texts } from '../texts/texts.js';
import type { FindingModel, HolderModel } from '../verdict-model.js';

/** One after the other is cut: what holds it then. */
export function Holders({ finding, texts }: { finding: FindingModel; texts: Texts }): VNode | null {
  const { trace, holders } = finding;
  const words = texts.verdict.finding;
  const suspect = trace?.nodes[trace.cut];
  if (suspect === undefined || holders === null) return null;
  const { from, text: own } = suspect.reference;
  const cuts = [from + own, ...holders.found.map(({ text }) => text)];
  return (
    <section class="holders">
      <h3>{words.holdersHeading}</h3>
      <ol>
        {cuts.map((cut, index) => (
          <li key={index}>
            <p>
              {words.cut} <bdi class="cut">{cut}</bdi>
            </p>
            <AfterCut next={holders.found[index]} complete={holders.complete} texts={texts} />
          </li>
        ))}
      </ol>
    </section>
  );
}

interface AfterCutProps {
  readonly next: HolderModel | undefined;
  /** Whether all holders were looked for. */
  readonly complete: boolean;
  readonly texts: Texts;
}

function AfterCut({ next, complete, texts }: AfterCutProps): VNode {
  const words = texts.verdict.finding;
  if (next === undefined) return <p class="after">{complete ? words.nothingElse : words.notLookedFor}</p>;
  return (
    <>
      <p class="after">
        {words.stillHolds(next.count)} <bdi class="cut">{next.text}</bdi> {words.from(next.trace.root)}
        {next.artefact === null ? null : <span class="flag"> {words.artefactHeading}</span>}
      </p>
      <details>
        <summary>{words.showTrace}</summary>
        <LeakTrace trace={next.trace} texts={texts} />
      </details>
    </>
  );
}
