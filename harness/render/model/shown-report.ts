import type { ErrorRecord } from '../../core/error-record.js';
import { visibleLines, visibleText } from '../../core/escape-control-characters.js';
import type { CaseResult, Counts, FactResult, VariantResult } from '../../workshop/index.js';
import { withoutMarkdown } from '../markdown/quoted-text.js';
import { fitToShow } from './fit-to-show.js';
import type { ReportDocument } from './report-document.js';
import { shownLook } from './shown-look.js';
import type { ShownLook } from './shown-look.js';

/** A run of cases as a report shows it: with texts that are safe to display, and cases by chapter. */
export interface ShownReport extends Pick<
  ReportDocument,
  'generatedAt' | 'environment' | 'totals' | 'notRun'
> {
  /** The comparison in the headline; `null` if no case has one. */
  readonly headline: HeadlineComparison | null;
  readonly chapters: readonly ShownChapter[];
}

/** The counts before and after the GC of a variant whose keys were all collected while all values stayed. */
export interface HeadlineComparison {
  readonly caseId: string;
  readonly caseTitle: string;
  readonly variantId: string;
  readonly variant: string;
  readonly before: Counts;
  readonly after: Counts;
}

export interface ShownChapter {
  readonly number: number;
  readonly cases: readonly ShownCase[];
}

/** A case's result, whose texts may be translated. */
export interface ShownCase extends Omit<CaseResult, 'variants'> {
  /** BCP 47 language of the case's texts. */
  readonly language: string;
  readonly variants: readonly ShownVariant[];
}

/** The outcome of a case or a variant: as stated, not as stated, or failed. */
export type Outcome = CaseResult['outcome'];

export interface ShownVariant extends Omit<VariantResult, 'facts' | 'observations' | 'error' | 'snapshots'> {
  readonly facts: readonly ShownFact[];
  readonly looks: readonly ShownLook[];
  readonly error: ShownError | null;
  readonly snapshots: readonly SnapshotLink[];
}

/** A fact whose stated and observed values are JSON texts. */
export interface ShownFact extends Omit<FactResult, 'stated' | 'observed'> {
  readonly stated: string;
  readonly observed: string;
}

export interface ShownError {
  readonly name: string;
  readonly code: string | null;
  readonly message: string;
  /** Messages of the causes, nearest first. */
  readonly causes: readonly string[];
}

/** A link to a kept snapshot, relative to the page. */
export interface SnapshotLink {
  readonly name: string;
  readonly href: string;
}

const MAX_FACT_LENGTH = 300;
const MAX_CAUSES = 5;

/** Returns a run of cases as a report shows it. */
export function shownReport({
  generatedAt,
  environment,
  totals,
  cases,
  notRun,
}: ReportDocument): ShownReport {
  const byChapter = new Map<number, ShownCase[]>();
  for (const result of cases) {
    const chapter = byChapter.get(result.chapter) ?? [];
    chapter.push(shownCase(result));
    byChapter.set(result.chapter, chapter);
  }
  const chapters = [...byChapter].map(([number, ofChapter]): ShownChapter => ({ number, cases: ofChapter }));
  return { generatedAt, environment, totals, notRun, headline: headlineOf(chapters), chapters };
}

function shownCase({ variants, source, sources, ...rest }: CaseResult): ShownCase {
  return {
    ...fitToShow({
      ...rest,
      source: { ...source, quote: withoutMarkdown(source.quote) },
      sources: sources.flatMap(experimentOf),
    }),
    language: 'en',
    variants: variants.map(shownVariant),
  };
}

/**
 * Reduces the case's own file to the experiment, so that the page can be shown before predictions are made: it must not
 * reveal the statement. If the experiment is not found, the file is left out.
 */
function experimentOf({ name, text }: CaseResult['sources'][number]): CaseResult['sources'] {
  const shown = name.startsWith('case.') ? withConstants(EXPERIMENT.exec(text)?.[0], text) : text;
  return shown === undefined ? [] : [{ name, text: shown }];
}

/** The experiment, after the constants of its file that it uses: numbers, and what is computed from them. */
function withConstants(experiment: string | undefined, text: string): string | undefined {
  if (experiment === undefined) return undefined;
  const all = [...text.matchAll(CONSTANT)].map(([whole, name = '']) => ({ whole, name }));
  let used = all.filter(({ name }) => experiment.includes(name));
  const code = (): string => [...used.map(({ whole }) => whole), experiment].join('\n');
  for (let before = -1; before < used.length;) {
    before = used.length;
    used = all.filter(({ name }) => new RegExp(`(?<![\\w.'])${name}\\b`).test(code()));
  }
  return used.length === 0 ? experiment : `${used.map(({ whole }) => whole).join('\n')}\n\n${experiment}`;
}

/** Matches a constant of a case's file, which has a name in capital letters, with the comment above it. */
const CONSTANT = /(?:^\/\*\*.*\*\/\r?\n)?^const ([A-Z][A-Z\d_]+)\b[\s\S]*?;$/gm;

/** Matches from the line that opens the experiment's body to the one with the same indentation that closes it. */
const EXPERIMENT = /^([ \t]+)(?:async )?experiment\b.*\{$[\s\S]*?^\1\},?$/m;

function shownVariant({ facts, observations, error, snapshots, ...rest }: VariantResult): ShownVariant {
  return {
    ...fitToShow(rest),
    facts: facts.map(shownFact),
    looks: observations.map(shownLook),
    error: error && shownError(error),
    snapshots: snapshots.map(snapshotLink),
  };
}

function shownFact({ stated, observed, ...rest }: FactResult): ShownFact {
  return { ...fitToShow(rest), stated: json(stated), observed: json(observed) };
}

function json(value: FactResult['stated']): string {
  return visibleText(JSON.stringify(value) ?? 'null', MAX_FACT_LENGTH);
}

function shownError(error: ErrorRecord): ShownError {
  const causes: string[] = [];
  for (let cause = error.cause; cause !== undefined && causes.length < MAX_CAUSES; cause = cause.cause) {
    causes.push(visibleLines(`${cause.name}: ${cause.message}`));
  }
  const { name, code = null, message } = error;
  return { ...fitToShow({ name, code }), message: visibleLines(message), causes };
}

/** Returns the link to a snapshot. It always leads into the report's own folder of snapshots. */
function snapshotLink(file: string): SnapshotLink {
  const name = file.slice(file.lastIndexOf('/') + 1);
  return { name: visibleText(name), href: `snapshots/${encodeURIComponent(name)}` };
}

/** Returns the first variant, in the order of teaching, whose only worker lost all keys and kept all values. */
function headlineOf(chapters: readonly ShownChapter[]): HeadlineComparison | null {
  for (const { id, title, variants } of chapters.flatMap(({ cases }) => cases)) {
    for (const { variant: variantId, outcome, looks, title: variant } of variants) {
      const [before, after] = [looks.at(0)?.counts, looks.at(-1)?.counts];
      if (outcome !== 'as-stated' || before === undefined || after === undefined) continue;
      if (looks.some(({ worker }) => worker !== looks[0]?.worker)) continue;
      if (before.keys > 0 && after.keys === 0 && after.values === before.values && after.staleEntries > 0) {
        return { caseId: id, caseTitle: title, variantId, variant, before, after };
      }
    }
  }
  return null;
}
