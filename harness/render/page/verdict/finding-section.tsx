import type { VNode } from 'preact';
import { figuresOf } from './figures-of.js';
import { Below } from './below.js';
import { Explanation } from './explanation.js';
import { Followers } from './followers.js';
import { Holders } from './holders.js';
import { LeakTrace, PathLines } from './leak-trace.js';
import { Place } from './place.js';
import { SurvivorsChart } from '../figures/survivors-chart.js';
import type { Texts } from '../texts/texts.js';
import type { FindingModel } from '../verdict-model.js';

interface Props {
  /** Unique on the page. */
  readonly id: string;
  readonly finding: FindingModel;
  readonly texts: Texts;
}

/** One thing that piles up: how much, what holds it, what else does, and what goes with it. */
export function FindingSection({ id, finding, texts }: Props): VNode {
  return (
    <article id={id} class="case finding" aria-labelledby={`${id}-title`}>
      <header>
        <h2 class="title" id={`${id}-title`} tabIndex={-1}>
          <bdi>{finding.className}</bdi>
        </h2>
        <p class="claim figures">{figuresOf(finding, texts)}</p>
      </header>
      <Explanation finding={finding} texts={texts} />
      <div class="witness">
        <TraceSection finding={finding} texts={texts} />
        <SurvivorsChart id={`${id}-survivors`} growth={finding.growth} texts={texts} />
      </div>
      <Holders finding={finding} texts={texts} />
      <Below findings={finding.below} leftOut={finding.belowLeftOut} texts={texts} />
      <Followers followers={finding.followers} texts={texts} />
      <Allocation finding={finding} texts={texts} />
      <Fingerprint finding={finding} texts={texts} />
    </article>
  );
}

function TraceSection({
  finding: { trace, path, inHeap },
  texts,
}: {
  finding: FindingModel;
  texts: Texts;
}): VNode {
  const words = texts.verdict.finding;
  const isKnown = trace !== null || path.length > 0;
  const missing = inHeap ? words.noTrace : words.notInHeap;
  return (
    <section class="trace-section">
      <h3>{words.traceHeading}</h3>
      <p class="note">{isKnown ? words.traceIntro : missing}</p>
      {trace === null ? <PathLines lines={path} /> : <LeakTrace trace={trace} texts={texts} />}
      {trace?.nodes.some(({ reference }) => reference.suspect) === true ? (
        <p class="note">{texts.verdict.trace.legend}</p>
      ) : null}
    </section>
  );
}

function Allocation({
  finding: { allocatedAt },
  texts,
}: {
  finding: FindingModel;
  texts: Texts;
}): VNode | null {
  if (allocatedAt.length === 0) return null;
  return (
    <section>
      <h3>{texts.verdict.finding.allocated}</h3>
      <ol class="frames">
        {allocatedAt.map(({ functionName, position }, index) => (
          <li key={index}>
            <bdi>{functionName}</bdi> <Place place={position} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Fingerprint({ finding, texts }: { finding: FindingModel; texts: Texts }): VNode {
  const { fingerprint, signature } = finding;
  const words = texts.verdict.finding;
  return (
    <section class="fingerprint">
      <h3>{words.fingerprint}</h3>
      <p>
        <code>{fingerprint}</code>
      </p>
      {signature.length === 0 ? null : (
        <p class="note">
          {words.fingerprintNote}{' '}
          <span class="signature" lang="en">
            {signature.map((word, index) => (
              <bdi key={index}>{word}</bdi>
            ))}
          </span>
        </p>
      )}
    </section>
  );
}
