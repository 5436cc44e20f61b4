import { checkEnvironmentRows, figuresOf, sentenceParts } from '../page/index.js';
import type {
  FindingModel,
  GrowthModel,
  KnownLeakModel,
  Texts,
  TraceModel,
  VerdictModel,
} from '../page/index.js';
import { code, list, plain, table } from './markdown-text.js';

/** A check as Markdown: the same as its page, without its drawings. */
export function formatVerdictMarkdown(model: VerdictModel, texts: Texts): string {
  const { scenario, variant, findings, remarks, environment, evidence } = model;
  const words = texts.verdict;
  const subject = [code(scenario), ...(variant === '' ? [] : [plain(words.variant(variant))])].join(', ');
  const blocks = [
    `# ${words.headline[model.verdict]}`,
    `${subject}, ${texts.page.product}, ${texts.dateTime(model.generatedAt)}`,
    ...leadBlocks(model, texts),
    ...findings.flatMap((finding) => findingBlocks(finding, texts)),
    ...leftOutBlocks(model.leftOut.findings, texts),
    ...knownBlocks(model, texts),
    ...setAsideBlocks(model, texts),
    ...artefactBlocks(model, texts),
    ...controlBlocks(model, texts),
    ...evidenceBlocks(model, texts),
    ...(remarks.length === 0 ? [] : [`### ${texts.section.remarks}`, list(remarks)]),
    `## ${texts.environment.heading}`,
    checkEnvironmentRows(environment, evidence.elapsedMs, texts)
      .map(([name, value]) => `- ${plain(name)}: ${plain(value)}`)
      .join('\n'),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function leadBlocks(
  { findings, apart, reason, oneInIterations, evidence, leftOut }: VerdictModel,
  texts: Texts,
): string[] {
  const words = texts.verdict;
  if (reason !== null) {
    return [
      `**${words.reasons[reason.code] ?? plain(reason.code)}** ${words.inconclusiveMeans}`,
      plain(reason.message),
    ];
  }
  if (oneInIterations === null) return [`**${words.leak(findings.length + leftOut.findings)}**`];
  return [`**${words.clean(oneInIterations)}** ${words.cleanMeans(evidence.iterations, apart)}`];
}

/** How many of a list are not told here. */
function leftOutBlocks(count: number, texts: Texts): string[] {
  return count === 0 ? [] : [texts.verdict.leftOut(count)];
}

function findingBlocks(finding: FindingModel, texts: Texts): string[] {
  const { className, inHeap, trace, path, below, followers, growth, fingerprint } = finding;
  const words = texts.verdict.finding;
  const growthText = ({ survivors, iterations }: GrowthModel, at: number): string =>
    words.survivorsOf(at + 1, survivors, iterations);
  return [
    `## ${plain(className)}`,
    figuresOf(finding, texts),
    ...explanationBlocks(finding, texts),
    `### ${words.traceHeading}`,
    ...(inHeap ? [] : [words.notInHeap]),
    trace === null ? numbered(path.map(code)) : traceBlock(trace, texts),
    ...(growth.length < 2 ? [] : [list(growth.map(growthText))]),
    ...holderBlocks(finding, texts),
    ...(below.length === 0
      ? []
      : [
          `### ${words.belowHeading}`,
          below.map((one) => `- ${code(one.className)}, ${figuresOf(one, texts)}`).join('\n'),
          ...leftOutBlocks(finding.belowLeftOut, texts),
        ]),
    ...(followers.length === 0
      ? []
      : [
          `### ${words.followersHeading}`,
          followers.map((one) => `- ${texts.number(one.count)} ${code(one.className)}`).join('\n'),
        ]),
    `${words.fingerprint}: ${code(fingerprint)}`,
  ];
}

function explanationBlocks({ explanation, tried }: FindingModel, texts: Texts): string[] {
  if (explanation === null) return [];
  const words = texts.verdict.kinds;
  const { line } = explanation;
  const place = line?.position ? ` ${code(line.position)}` : '';
  const lines = [
    `- ${words.why} ${sentence(words.whyOf(explanation))}`,
    `- ${words.mend} ${sentence(words.mendOf(explanation))}`,
    ...(line === null ? [] : [`- ${words.line} ${code(line.name)}${place}`]),
    ...(tried === null ? [] : [`- ${words.tried} ${sentence(words.triedOf(tried))}`]),
  ];
  return [`### ${words.heading}`, lines.join('\n')];
}

function sentence(text: string): string {
  return sentenceParts(text)
    .map((part) => (part.isCode ? code(part.text) : plain(part.text)))
    .join('');
}

/** One reference to cut after the other, and what is still held then. */
function holderBlocks({ trace, holders }: FindingModel, texts: Texts): string[] {
  const suspect = trace?.nodes[trace.cut];
  if (suspect === undefined || holders === null || holders.found.length === 0) return [];
  const words = texts.verdict.finding;
  const { found, complete } = holders;
  const cuts = [suspect.reference.from + suspect.reference.text, ...found.map(({ text }) => text)];
  const lines = cuts.map((cut, at) => {
    const next = found[at];
    const end = complete ? words.nothingElse : words.notLookedFor;
    return `- ${words.cut} ${code(cut)}. ${next === undefined ? end : `${words.stillHolds(next.count)} ${code(next.text)}.`}`;
  });
  return [`### ${words.holdersHeading}`, lines.join('\n')];
}

function traceBlock({ root, rootReason, nodes }: TraceModel, texts: Texts): string {
  const words = texts.verdict.trace;
  const lines = nodes.map(({ label, status, reason, position, reference }) => {
    const { from, text, suspect, repeats } = reference;
    const way = `${code(from + text)}${repeats > 1 ? ` ${words.times(repeats)}` : ''}`;
    const why = reason === null ? '' : ` (${plain(reason)})`;
    const where = position === null ? '' : ` ${code(position)}`;
    return `${suspect ? `**${words.suspect}** ` : ''}${way} → ${code(label)}${where}: ${words.status[status]}${why}`;
  });
  const why = rootReason === '' ? '' : ` (${plain(rootReason)})`;
  return numbered([code(root) + why, ...lines]);
}

function numbered(lines: readonly string[]): string {
  return lines.map((line, index) => `${index + 1}. ${line}`).join('\n');
}

function knownBlocks({ known: { found, expired, unused }, leftOut }: VerdictModel, texts: Texts): string[] {
  const words = texts.verdict.known;
  const line = ({ className, fingerprint, reason }: KnownLeakModel, says: string): string =>
    `- ${className === '' ? '' : `${code(className)} `}${code(fingerprint)}. ${says} ${plain(reason)}`;
  const lines = [
    ...found.map(
      ({ finding, reason, expires }) =>
        `- ${code(finding.className)}, ${figuresOf(finding, texts)}. ${words.until(expires)} ${plain(reason)}`,
    ),
    ...expired.map((leak) => line(leak, words.expired(leak.expires))),
    ...unused.map((leak) => line(leak, words.unused)),
  ];
  return lines.length === 0
    ? []
    : [`## ${words.heading}`, lines.join('\n'), ...leftOutBlocks(leftOut.known, texts)];
}

function setAsideBlocks({ setAside, leftOut }: VerdictModel, texts: Texts): string[] {
  if (setAside.length === 0) return [];
  const words = texts.verdict.setAside;
  const lines = setAside.map(
    ({ finding, reason }) =>
      `- ${code(finding.className)}, ${figuresOf(finding, texts)}. ${words.reason}: ${plain(reason)}`,
  );
  return [`## ${words.heading}`, lines.join('\n'), ...leftOutBlocks(leftOut.setAside, texts)];
}

function artefactBlocks({ artefacts, leftOut }: VerdictModel, texts: Texts): string[] {
  if (artefacts.length === 0) return [];
  const words = texts.verdict.finding;
  const lines = artefacts.map(
    ({ finding, artefact }) =>
      `- ${code(finding.className)}: ${plain(artefact.why)}. ${words.remedy}: ${plain(artefact.remedy)}`,
  );
  return [`## ${words.artefactHeading}`, lines.join('\n'), ...leftOutBlocks(leftOut.artefacts, texts)];
}

function controlBlocks({ controls }: VerdictModel, texts: Texts): string[] {
  const words = texts.verdict.controls;
  if (controls.length === 0) return [`## ${words.heading}`, words.none];
  const lines = controls.map(({ what, passed, seen }) => {
    const outcome = passed ? `✓ ${words.passed[what]}` : `✗ ${words.failed[what]}`;
    return `- ${words.name[what]}: ${outcome} (${plain(seen)})`;
  });
  return [`## ${words.heading}`, lines.join('\n')];
}

function evidenceBlocks(
  { evidence: { cycles, iterations, warmupIterations } }: VerdictModel,
  texts: Texts,
): string[] {
  const words = texts.verdict.evidence;
  if (cycles.length === 0) return [`## ${words.heading}`, words.none];
  const rows = cycles.map((cycle, index) => [
    texts.number(index + 1),
    texts.number(cycle.iterations),
    texts.number(cycle.gcRounds),
    cycle.settled ? texts.evidence.yes : texts.evidence.no,
    texts.milliseconds(cycle.elapsedMs),
  ]);
  const head = [words.cycle, words.iterations, words.rounds, words.settled, words.time];
  return [
    `## ${words.heading}`,
    words.summary(iterations, cycles.length, warmupIterations),
    table(head, [0, 1, 2, 4], rows),
  ];
}
