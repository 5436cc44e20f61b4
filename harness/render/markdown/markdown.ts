import { environmentRows, lastTrace, sourceName } from '../page/index.js';
import type { Texts } from '../page/index.js';
import type { Counts, InShort } from '../../workshop/index.js';
import type { LeakTrace } from '../../retention/index.js';
import { rootOf } from '../model/finding-facts.js';
import type { ShownCase, ShownChapter, ShownReport, ShownVariant } from '../model/shown-report.js';
import { type BackingDocument, backingOf } from '../model/backing.js';
import { code, list, plain, table } from './markdown-text.js';

const COUNTS = ['keys', 'values', 'staleEntries'] as const;

/** Formats the report as Markdown, with the same content as the page but without drawings. */
export function formatMarkdown(model: ShownReport, texts: Texts): string {
  const { totals, chapters, environment } = model;
  const blocks = [
    `# ${texts.page.headline.join(' ')}`,
    `${texts.page.product}, ${texts.dateTime(model.generatedAt)}`,
    ...headlineBlocks(model, texts),
    `## ${texts.overview.heading}`,
    `**${texts.overview.overall(totals)}** ${texts.overview.meaning}`,
    ...notRunBlocks(model, texts),
    ...chapters.flatMap((chapter) => overviewBlocks(chapter, texts)),
    ...chapters.flatMap(({ number, cases }) => [
      `## ${texts.overview.chapter(number)}`,
      ...cases.flatMap((one) => caseBlocks(one, texts)),
    ]),
    `## ${texts.environment.heading}`,
    environmentRows(environment, totals, texts)
      .map(([name, value]) => `- ${plain(name)}: ${plain(value)}`)
      .join('\n'),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function headlineBlocks({ headline }: ShownReport, texts: Texts): string[] {
  if (headline === null) return [];
  const { before, after, caseTitle, variant } = headline;
  const rows = (['keys', 'values'] as const).map((what) => [
    texts.counts[what],
    texts.number(before[what]),
    `**${texts.number(after[what])}**`,
  ]);
  return [
    table(['', texts.page.beforeGc, texts.page.afterGc], [1, 2], rows),
    plain(texts.page.comparison(variant, caseTitle)),
  ];
}

function notRunBlocks({ notRun }: ShownReport, { overview }: Texts): string[] {
  if (notRun.length === 0) return [];
  const rows = notRun.map(({ id, needs }) => `- ${code(id)} ${overview.needs} ${code(needs)}`);
  return [`${overview.notRun}\n\n${rows.join('\n')}`];
}

function overviewBlocks({ number, cases }: ShownChapter, texts: Texts): string[] {
  const { stated, observed } = texts.section;
  const rows = cases.flatMap(({ title, variants }) =>
    variants.map((variant) => [
      `${plain(title)}: ${plain(variant.title)}`,
      countsText(variant.stated, texts),
      countsText(variant.observed, texts),
      texts.outcome[variant.outcome],
    ]),
  );
  const kinds = COUNTS.map((what) => texts.counts[what]).join(' / ');
  const head = [texts.overview.case, `${stated}: ${kinds}`, observed, texts.overview.outcome];
  return [`### ${texts.overview.chapter(number)}`, table(head, [1, 2], rows)];
}

function caseBlocks(model: ShownCase, texts: Texts): string[] {
  const { title, id, claim, why, inShort, source, outcome, variants } = model;
  const outcomeText = source.outcome === undefined ? '' : ` – ${texts.section.sourceOutcome[source.outcome]}`;
  const words = texts.section;
  const { rows, documents } = backingOf(source);
  return [
    `### ${plain(title)}`,
    `${code(id)}: ${texts.outcome[outcome]}`,
    plain(claim),
    quoteBlock([
      plain(source.quote),
      plain(source.translation),
      `${texts.named(words.source, plain(sourceName(source.file, texts)))}${outcomeText}`,
      ...(rows === '' ? [] : [plain(words.recorded(rows))]),
      ...(documents.length === 0 ? [] : [words.documents(documents.map(documentLink).join(', '))]),
    ]),
    ...variants.flatMap((variant) => variantBlocks(variant, texts)),
    `#### ${words.why}`,
    plain(why),
    ...(inShort === null ? [] : [inShortBlock(inShort, texts)]),
  ];
}

function quoteBlock(paragraphs: readonly string[]): string {
  return paragraphs.map((paragraph) => `> ${paragraph}`).join('\n>\n');
}

function documentLink({ text, address }: BackingDocument): string {
  return `[${plain(text)}](<${address}>)`;
}

function inShortBlock(words: InShort, texts: Texts): string {
  const rows = (Object.keys(texts.inShort) as (keyof InShort)[]).map(
    (what) => `- ${texts.inShort[what]}: ${plain(words[what])}`,
  );
  return rows.join('\n');
}

function variantBlocks(variant: ShownVariant, texts: Texts): string[] {
  const { title, outcome, stated, observed, facts, looks, remarks, differences, error, snapshots } = variant;
  const words = texts.section;
  const countRows = COUNTS.map((what) => [
    texts.counts[what],
    stated === null ? '–' : texts.number(stated[what]),
    observed === null ? '–' : texts.number(observed[what]),
  ]);
  const factRows = facts.map((fact) => [
    plain(fact.name),
    code(fact.stated),
    code(fact.observed) + (fact.asStated ? '' : ` ✗ ${words.differs}`),
  ]);
  const lookRows = looks.map(({ label, worker, counts, gc }) => [
    `${plain(label)} (${plain(worker)})`,
    ...COUNTS.map((what) => texts.number(counts[what])),
    gc === null ? texts.evidence.notForced : texts.number(gc.rounds),
  ]);
  const kinds = COUNTS.map((what) => texts.counts[what]);
  const disagreements = looks.flatMap((look) => look.disagreements);
  return [
    `#### ${plain(title)}: ${texts.outcome[outcome]}`,
    ...(differences.length + disagreements.length > 0 ? [list([...differences, ...disagreements])] : []),
    ...(error === null
      ? []
      : [list([`${error.name} ${error.code ?? ''}: ${error.message}`, ...error.causes])]),
    ...(stated === null
      ? [words.noHeap]
      : [table([words.what, words.stated, words.observed], [1, 2], countRows)]),
    ...(facts.length === 0 ? [] : [table([words.factsCaption, words.stated, words.observed], [], factRows)]),
    ...(remarks.length === 0 ? [] : [list(remarks)]),
    ...(looks.length === 0
      ? []
      : [table([texts.evidence.look, ...kinds, texts.evidence.rounds], [1, 2, 3, 4], lookRows)]),
    ...traceBlocks(lastTrace(looks), texts),
    ...(snapshots.length === 0
      ? []
      : [snapshots.map(({ name, href }) => `- [${plain(name)}](<${href}>)`).join('\n')]),
  ];
}

function traceBlocks(trace: LeakTrace | null, texts: Texts): string[] {
  if (trace === null) return [];
  const steps = trace.nodes.map(
    ({ reference, label, id }) => `${code(reference.text)} → ${code(`${label} @${id}`)}`,
  );
  const lines = [code(rootOf(trace).name), ...steps].map((line, index) => `${index + 1}. ${line}`);
  return [`${texts.path.heading}:`, lines.join('\n')];
}

function countsText(counts: Counts | null, texts: Texts): string {
  return counts === null ? '–' : COUNTS.map((what) => texts.number(counts[what])).join(' / ');
}
