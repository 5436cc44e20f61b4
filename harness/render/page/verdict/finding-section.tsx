import type { VNode } from 'preact';
import { amountOf } from './amount-of.js';
import { Explanation } from './explanation.js';
import { Followers } from './followers.js';
import { Holders } from './holders.js';
import { NestedFindings } from './nested-findings.js';
import { LeakTrace, PathSteps } from './leak-trace.js';
import { SourceLocation } from './source-location.js';
import { SurvivorsChart } from '../figures/survivors-chart.js';
import type { Texts } from '../texts/texts.js';
import { growthOf, nameOf } from '../../model/finding-facts.js';
import type { ShownFinding } from '../../model/shown-check.js';
import type { Evidence, Finding } from '../../../check/index.js';

interface Props {
  /** Unique on the page. */
  readonly id: string;
  readonly shown: ShownFinding;
  readonly evidence: Evidence;
  readonly texts: Texts;
}

/** One finding: its amount, what retains it, further holders, and what it retains. */
export function FindingSection({ id, shown, evidence, texts }: Props): VNode {
  const { finding } = shown;
  return (
    <article id={id} class="case finding" aria-labelledby={`${id}-title`}>
      <header>
        <h2 class="title" id={`${id}-title`} tabIndex={-1}>
          <bdi>{nameOf(finding)}</bdi>
        </h2>
        <p class="claim figures">{amountOf(finding, texts)}</p>
      </header>
      <Explanation finding={finding} texts={texts} />
      <div class="witness">
        <TraceSection finding={finding} texts={texts} />
        <SurvivorsChart id={`${id}-survivors`} growth={growthOf(finding, evidence)} texts={texts} />
      </div>
      <Holders finding={finding} texts={texts} />
      <NestedFindings finding={shown} texts={texts} />
      <Followers followers={finding.witness?.followers ?? []} texts={texts} />
      <Allocation finding={finding} texts={texts} />
      <Fingerprint finding={finding} texts={texts} />
    </article>
  );
}

interface PartProps {
  readonly finding: Finding;
  readonly texts: Texts;
}

function TraceSection({ finding: { witness, path, kind }, texts }: PartProps): VNode {
  const trace = witness?.trace ?? null;
  const words = texts.verdict.finding;
  const isKnown = trace !== null || path.length > 0;
  const missing = kind === 'resource' ? words.notInHeap : words.noTrace;
  return (
    <section class="trace-section">
      <h3>{words.traceHeading}</h3>
      <p class="note">{isKnown ? words.traceIntro : missing}</p>
      {trace === null ? <PathSteps steps={path} /> : <LeakTrace trace={trace} texts={texts} />}
      {trace?.nodes.some(({ reference }) => reference.suspect) === true ? (
        <p class="note">{texts.verdict.trace.legend}</p>
      ) : null}
    </section>
  );
}

function Allocation({ finding: { allocatedAt, openFile }, texts }: PartProps): VNode | null {
  if (allocatedAt.length === 0) return null;
  const words = texts.verdict.finding;
  return (
    <section>
      <h3>{openFile === null ? words.allocated : words.opened}</h3>
      <ol class="frames">
        {allocatedAt.map(({ functionName, position }, index) => (
          <li key={index}>
            <bdi>{functionName}</bdi> <SourceLocation position={position} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Fingerprint({ finding: { fingerprint, witness }, texts }: PartProps): VNode {
  const signature = witness?.signature ?? [];
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
