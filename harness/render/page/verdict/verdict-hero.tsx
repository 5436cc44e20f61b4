import type { ComponentChildren, VNode } from 'preact';
import type { Texts } from '../texts/texts.js';
import { countOf, rateOf } from './amount-of.js';
import { bytesEachOf, nameOf } from '../../model/finding-facts.js';
import type { ShownCheck } from '../../model/shown-check.js';
import type { CheckResult, Finding, InconclusiveReason } from '../../../check/index.js';

const SIGNS: Readonly<Record<CheckResult['verdict'], string>> = { clean: '✓', leak: '✗', inconclusive: '?' };

interface Props {
  readonly check: ShownCheck;
  readonly texts: Texts;
}

/** The verdict in large type, with its sentence, and its basis beside it. */
export function VerdictHero({ check, texts }: Props): VNode {
  const { verdict, scenario, variant } = check.result;
  const [largest] = check.findings;
  return (
    <div class="verdict-hero">
      <div>
        <p class="scenario">
          <code>{scenario}</code>
          {variant === '' ? null : <span class="variant">{texts.verdict.variant(variant)}</span>}
        </p>
        <h1 class={`verdict ${verdict}`}>
          <span class="sign" aria-hidden="true">
            {SIGNS[verdict]}
          </span>
          {texts.verdict.headline[verdict]}
        </h1>
        <Lead check={check} texts={texts} />
      </div>
      {largest === undefined ? null : <LargestFinding finding={largest.finding} texts={texts} />}
    </div>
  );
}

function Lead({ check: { result, findings, apart, leftOut }, texts }: Props): VNode {
  const words = texts.verdict;
  if (result.verdict === 'inconclusive') return <Reason reason={result.reason} texts={texts} />;
  if (result.verdict === 'leak') return <LeadText said={words.leak(findings.length + leftOut.findings)} />;
  return (
    <LeadText said={words.clean(result.sensitivity.oneInIterations)}>
      {words.cleanMeans(result.evidence.iterations, apart)}
    </LeadText>
  );
}

function Reason({ reason, texts }: { reason: InconclusiveReason; texts: Texts }): VNode {
  const { reasons, inconclusiveMeans } = texts.verdict;
  return (
    <LeadText said={reasons[reason.code]}>
      {inconclusiveMeans}
      <pre class="message" lang="en">
        {reason.message}
      </pre>
    </LeadText>
  );
}

function LeadText({ said, children }: { said: string; children?: ComponentChildren }): VNode {
  return (
    <div class="lead">
      <p class="lead-said">{said}</p>
      {children === undefined ? null : <div class="means">{children}</div>}
    </div>
  );
}

/** The finding with the most bytes, in large type. */
function LargestFinding({ finding, texts }: { finding: Finding; texts: Texts }): VNode {
  const words = texts.verdict;
  return (
    <div class="beside">
      <p class="largest">
        <a href="#finding-1">
          <bdi>{nameOf(finding)}</bdi>
        </a>
      </p>
      <p class="rate">{rateOf(finding, words)}</p>
      <p class="unit">{words.unit}</p>
      <p class="figures">
        {countOf(finding, words)}
        {bytesEachOf(finding) > 0 ? (
          <>
            <br />
            {words.retained(words.size(bytesEachOf(finding)))}
          </>
        ) : null}
      </p>
    </div>
  );
}
