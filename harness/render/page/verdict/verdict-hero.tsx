import type { ComponentChildren, VNode } from 'preact';
import type { Texts } from '../texts/texts.js';
import type { FindingModel, ReasonModel, Verdict, VerdictModel } from '../verdict-model.js';

const SIGNS: Readonly<Record<Verdict, string>> = { clean: '✓', leak: '✗', inconclusive: '?' };

/** The verdict in large type, the sentence that goes with it, and beside it what it rests on. */
export function VerdictHero({ model, texts }: { model: VerdictModel; texts: Texts }): VNode {
  const { verdict, scenario, variant, findings } = model;
  const [largest] = findings;
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
        <Lead model={model} texts={texts} />
      </div>
      {largest === undefined ? null : <LargestFinding finding={largest} texts={texts} />}
    </div>
  );
}

function Lead({ model, texts }: { model: VerdictModel; texts: Texts }): VNode {
  const { findings, apart, evidence, oneInIterations, reason, leftOut } = model;
  const words = texts.verdict;
  if (reason !== null) return <Reason reason={reason} texts={texts} />;
  if (oneInIterations === null) return <LeadText said={words.leak(findings.length + leftOut.findings)} />;
  return (
    <LeadText said={words.clean(oneInIterations)}>{words.cleanMeans(evidence.iterations, apart)}</LeadText>
  );
}

function Reason({ reason, texts }: { reason: ReasonModel; texts: Texts }): VNode {
  const { reasons, inconclusiveMeans } = texts.verdict;
  return (
    <LeadText said={reasons[reason.code] ?? reason.code}>
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

/** What piles up most, as large as it matters. */
function LargestFinding({ finding, texts }: { finding: FindingModel; texts: Texts }): VNode {
  const words = texts.verdict;
  return (
    <div class="beside">
      <p class="largest">
        <a href="#finding-1">
          <bdi>{finding.className}</bdi>
        </a>
      </p>
      <p class="rate">{words.perIteration(finding.perIteration)}</p>
      <p class="unit">{words.unit}</p>
      <p class="figures">
        {words.countOf(finding.count, finding.iterations)}
        {finding.bytesEach > 0 ? (
          <>
            <br />
            {words.retained(words.size(finding.bytesEach))}
          </>
        ) : null}
      </p>
    </div>
  );
}
