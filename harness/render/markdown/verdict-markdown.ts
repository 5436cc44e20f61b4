import {
  amountOf,
  balanceCells,
  balanceHeads,
  checkEnvironmentRows,
  cycleCells,
  cycleHeads,
  evidenceSummary,
  sentenceParts,
} from '../page/index.js';
import type { Texts } from '../page/index.js';
import type {
  CheckResult,
  Controls,
  Evidence,
  Finding,
  IgnoredFinding,
  KnownLeak,
} from '../../check/index.js';
import type { LeakTrace, Witness } from '../../retention/index.js';
import { shownClassOf } from '../../retention/index.js';
import {
  CONTROLS,
  explanationOf,
  growthOf,
  nameOf,
  placeOf,
  rootOf,
  stepText,
  triedCutOf,
} from '../model/finding-facts.js';
import type { CycleGrowth } from '../model/finding-facts.js';
import type { ShownCheck, ShownFinding } from '../model/shown-check.js';
import { code, list, plain, table } from './markdown-text.js';

/** Formats a check as Markdown, with the same content as its page but without drawings. */
export function formatVerdictMarkdown(check: ShownCheck, texts: Texts): string {
  const { result, findings, leftOut, heapwitness } = check;
  const { scenario, variant, remarks, evidence, controls } = result;
  const words = texts.verdict;
  const subject = [code(scenario), ...(variant === '' ? [] : [plain(words.variant(variant))])].join(', ');
  const blocks = [
    `# ${words.headline[result.verdict]}`,
    `${subject}, ${texts.page.product}, ${texts.dateTime(check.generatedAt)}`,
    ...leadBlocks(check, texts),
    ...findings.flatMap((shown) => findingBlocks(shown, evidence, texts)),
    ...leftOutBlocks(leftOut.findings, texts),
    ...knownBlocks(result, leftOut.known, texts),
    ...ignoredBlocks(result.ignored, leftOut.ignored, texts),
    ...artefactBlocks(result.artefacts, leftOut.artefacts, texts),
    ...controlBlocks(controls, texts),
    ...evidenceBlocks(evidence, texts),
    ...(remarks.length === 0 ? [] : [`### ${texts.section.remarks}`, list(remarks)]),
    `## ${texts.environment.heading}`,
    checkEnvironmentRows({ heapwitness, ...result.environment }, result.elapsedMs, texts)
      .map(([name, value]) => `- ${plain(name)}: ${plain(value)}`)
      .join('\n'),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function leadBlocks({ result, findings, apart, leftOut }: ShownCheck, texts: Texts): string[] {
  const words = texts.verdict;
  if (result.verdict === 'inconclusive') {
    const { code: reason, message } = result.reason;
    return [`**${words.reasons[reason]}** ${words.inconclusiveMeans}`, plain(message)];
  }
  if (result.verdict === 'leak') return [`**${words.leak(findings.length + leftOut.findings)}**`];
  const { sensitivity, evidence } = result;
  return [`**${words.clean(sensitivity.oneInIterations)}** ${words.cleanMeans(evidence.iterations, apart)}`];
}

/** Formats the number of entries of a list that are left out. */
function leftOutBlocks(count: number, texts: Texts): string[] {
  return count === 0 ? [] : [texts.verdict.leftOut(count)];
}

function findingBlocks(
  { finding, below, belowLeftOut }: ShownFinding,
  evidence: Evidence,
  texts: Texts,
): string[] {
  const { kind, path, witness, fingerprint } = finding;
  const followers = witness?.followers ?? [];
  const growth = growthOf(finding, evidence);
  const words = texts.verdict.finding;
  const growthText = ({ survivors, iterations }: CycleGrowth, at: number): string =>
    words.survivorsOf(at + 1, survivors, iterations);
  return [
    `## ${plain(nameOf(finding))}`,
    amountOf(finding, texts),
    ...explanationBlocks(finding, texts),
    `### ${words.traceHeading}`,
    ...(kind === 'resource' ? [words.notInHeap] : []),
    witness === null ? numbered(path.map((step) => code(stepText(step)))) : traceBlock(witness.trace, texts),
    ...(growth.length < 2 ? [] : [list(growth.map(growthText))]),
    ...holderBlocks(finding, texts),
    ...(below.length === 0
      ? []
      : [
          `### ${words.belowHeading}`,
          below.map((one) => `- ${code(nameOf(one))}, ${amountOf(one, texts)}`).join('\n'),
          ...leftOutBlocks(belowLeftOut, texts),
        ]),
    ...(followers.length === 0
      ? []
      : [
          `### ${words.followersHeading}`,
          followers
            .map(
              ({ count, className, type }) =>
                `- ${texts.number(count)} ${code(shownClassOf(className, type))}`,
            )
            .join('\n'),
        ]),
    ...openedBlocks(finding, texts),
    `${words.fingerprint}: ${code(fingerprint)}`,
  ];
}

/** Formats the calls that opened a file. */
function openedBlocks({ openFile, allocatedAt }: Finding, texts: Texts): string[] {
  if (openFile === null || allocatedAt.length === 0) return [];
  const calls = allocatedAt.map(({ functionName, position }) =>
    [functionName, placeOf(position)].filter((text) => text !== null).join(' '),
  );
  return [`### ${texts.verdict.finding.opened}`, list(calls.map(code))];
}

function explanationBlocks(finding: Finding, texts: Texts): string[] {
  const explanation = explanationOf(finding);
  const tried = triedCutOf(finding);
  if (explanation === null) return [];
  const words = texts.verdict.kinds;
  const { line } = explanation;
  const position = placeOf(line?.position ?? null);
  const place = position === null ? '' : ` ${code(position)}`;
  const lines = [
    `- ${words.why} ${sentence(words.whyOf(explanation))}`,
    `- ${words.mend} ${sentence(words.mendOf(explanation))}`,
    ...(line === null
      ? []
      : [`- ${line.inPackage ? words.lineInPackage : words.line} ${code(line.name)}${place}`]),
    ...(tried === null ? [] : [`- ${words.tried} ${sentence(words.triedOf(tried))}`]),
  ];
  return [`### ${words.heading}`, lines.join('\n')];
}

function sentence(text: string): string {
  return sentenceParts(text)
    .map((part) => (part.isCode ? code(part.text) : plain(part.text)))
    .join('');
}

/** Formats the holders: which one retains the objects after the references before it are cut. */
function holderBlocks({ witness }: Pick<Finding, 'witness'>, texts: Texts): string[] {
  const suspect = witness?.trace.nodes[witness.trace.cut];
  if (witness === null || suspect === undefined || witness.holders.length === 0) return [];
  const words = texts.verdict.finding;
  const { holders, holdersComplete, verifiedCut }: Witness = witness;
  const cuts = [verifiedCut?.text ?? suspect.reference.text, ...holders.map(({ text }) => text)];
  const lines = cuts.map((cut, at) => {
    const next = holders[at];
    const end = holdersComplete ? words.nothingElse : words.notLookedFor;
    return `- ${words.cut} ${code(cut)}. ${next === undefined ? end : `${words.stillHolds(next.count)} ${code(next.text)}.`}`;
  });
  return [`### ${words.holdersHeading}`, lines.join('\n')];
}

function traceBlock(trace: LeakTrace, texts: Texts): string {
  const words = texts.verdict.trace;
  const root = rootOf(trace);
  const lines = trace.nodes.map(({ label, status, reason, position, reference }) => {
    const { text, suspect, repeats } = reference;
    const way = `${code(text)}${repeats > 1 ? ` ${words.times(repeats)}` : ''}`;
    const why = reason === null ? '' : ` (${plain(reason)})`;
    const place = placeOf(position);
    const where = place === null ? '' : ` ${code(place)}`;
    return `${suspect ? `**${words.suspect}** ` : ''}${way} → ${code(label)}${where}: ${words.status[status]}${why}`;
  });
  const why = root.reason === '' ? '' : ` (${plain(root.reason)})`;
  return numbered([code(root.name) + why, ...lines]);
}

function numbered(lines: readonly string[]): string {
  return lines.map((line, index) => `${index + 1}. ${line}`).join('\n');
}

function knownBlocks(
  { known: { found, expired, unused } }: CheckResult,
  leftOut: number,
  texts: Texts,
): string[] {
  const words = texts.verdict.known;
  const line = ({ className, fingerprint, reason }: KnownLeak, says: string): string =>
    `- ${className === undefined ? '' : `${code(className)} `}${code(fingerprint)}. ${says} ${plain(reason)}`;
  const lines = [
    ...found.map(
      (finding) =>
        `- ${code(nameOf(finding))}, ${amountOf(finding, texts)}. ${words.until(finding.expires)} ${plain(finding.reason)}`,
    ),
    ...expired.map((leak) => line(leak, words.expired(leak.expires))),
    ...unused.map((leak) => line(leak, words.unused)),
  ];
  return lines.length === 0
    ? []
    : [`## ${words.heading}`, lines.join('\n'), ...leftOutBlocks(leftOut, texts)];
}

function ignoredBlocks(ignored: readonly IgnoredFinding[], leftOut: number, texts: Texts): string[] {
  if (ignored.length === 0) return [];
  const words = texts.verdict.setAside;
  const lines = ignored.map(
    (finding) =>
      `- ${code(nameOf(finding))}, ${amountOf(finding, texts)}. ${words.reason}: ${plain(finding.reason)}`,
  );
  return [`## ${words.heading}`, lines.join('\n'), ...leftOutBlocks(leftOut, texts)];
}

function artefactBlocks(artefacts: readonly Finding[], leftOut: number, texts: Texts): string[] {
  if (artefacts.length === 0) return [];
  const words = texts.verdict.finding;
  const lines = artefacts.map((finding) => {
    const { why = '', remedy = '' } = finding.witness?.artefact ?? {};
    return `- ${code(nameOf(finding))}: ${plain(why)}. ${words.remedy}: ${plain(remedy)}`;
  });
  return [`## ${words.artefactHeading}`, lines.join('\n'), ...leftOutBlocks(leftOut, texts)];
}

function controlBlocks(controls: Controls | null, texts: Texts): string[] {
  const words = texts.verdict.controls;
  if (controls === null) return [`## ${words.heading}`, words.none];
  const lines = CONTROLS.map((what) => {
    const { passed, seen } = controls[what];
    const outcome = passed ? `✓ ${words.passed[what]}` : `✗ ${words.failed[what]}`;
    return `- ${words.name[what]}: ${outcome} (${plain(seen)})`;
  });
  return [`## ${words.heading}`, lines.join('\n')];
}

function evidenceBlocks(evidence: Evidence, texts: Texts): string[] {
  const rows = evidence.cycles.map((cycle, index) => cycleCells(cycle, index, texts));
  return [
    `## ${texts.verdict.evidence.heading}`,
    evidenceSummary(evidence, texts),
    ...(rows.length === 0 ? [] : [table(cycleHeads(texts), [0, 1, 2, 4], rows)]),
    ...(evidence.balance === null
      ? []
      : [table(balanceHeads(texts), [1, 2], balanceCells(evidence.balance, texts))]),
  ];
}
