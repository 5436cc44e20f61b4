import type { VNode } from 'preact';
import { LeakTrace } from './leak-trace.js';
import type { Texts } from '../texts/texts.js';
import { rootOf } from '../../model/finding-facts.js';
import type { Finding } from '../../../check/index.js';
import type { Holder } from '../../../retention/index.js';

/** The holders of a finding: which one retains the objects after the ones before it are cut. */
export function Holders({ finding, texts }: { finding: Finding; texts: Texts }): VNode | null {
  const { witness } = finding;
  const words = texts.verdict.finding;
  const suspect = witness?.trace.nodes[witness.trace.cut];
  if (witness === null || suspect === undefined) return null;
  const { holders, holdersComplete } = witness;
  const cuts = [suspect.reference.text, ...holders.map(({ text }) => text)];
  return (
    <section class="holders">
      <h3>{words.holdersHeading}</h3>
      <ol>
        {cuts.map((cut, index) => (
          <li key={index}>
            <p>
              {words.cut} <bdi class="cut">{cut}</bdi>
            </p>
            <AfterCut next={holders[index]} complete={holdersComplete} texts={texts} />
          </li>
        ))}
      </ol>
    </section>
  );
}

interface AfterCutProps {
  readonly next: Holder | undefined;
  /** Whether the search for holders was complete. */
  readonly complete: boolean;
  readonly texts: Texts;
}

function AfterCut({ next, complete, texts }: AfterCutProps): VNode {
  const words = texts.verdict.finding;
  if (next === undefined) return <p class="after">{complete ? words.nothingElse : words.notLookedFor}</p>;
  return (
    <>
      <p class="after">
        {words.stillHolds(next.count)} <bdi class="cut">{next.text}</bdi>{' '}
        {words.from(rootOf(next.trace).name)}
        {next.artefact === null ? null : <span class="flag"> {words.artefactHeading}</span>}
      </p>
      <details>
        <summary>{words.showTrace}</summary>
        <LeakTrace trace={next.trace} texts={texts} />
      </details>
    </>
  );
}
