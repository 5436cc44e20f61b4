import type { ErrorRecord } from '../../core/error-record.js';
import { visibleLines, visibleText } from '../../core/escape-control-characters.js';
import type { CaseResult, Counts, FactResult, VariantResult } from '../../workshop/index.js';
import { withoutMarkdown } from '../markdown/quoted-text.js';
import { fitToShow } from './fit-to-show.js';
import type { ReportDocument } from './report-document.js';
import { shownLook } from './shown-look.js';
import type { ShownLook } from './shown-look.js';

/** A run of cases as a report shows it: every text fit to show, and cases by chapter. */
export interface ShownReport extends Pick<ReportDocument, 'generatedAt' | 'environment' | 'totals'> {
  /** The one comparison that tells the story; `null` when no case shows it. */
  readonly headline: HeadlineComparison | null;
  readonly chapters: readonly ShownChapter[];
}

/** The counts before and after the collection in a variant where all keys died and all values stayed. */
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

/** A case's result, whose texts may be in another language than English. */
export interface ShownCase extends Omit<CaseResult, 'variants'> {
  /** BCP 47 language of the case's own words. */
  readonly language: string;
  readonly variants: readonly ShownVariant[];
}

/** How a case or a variant went: as it was stated beforehand, otherwise, or it could not be carried out. */
export type Outcome = CaseResult['outcome'];

export interface ShownVariant extends Omit<VariantResult, 'facts' | 'observations' | 'error' | 'snapshots'> {
  readonly facts: readonly ShownFact[];
  readonly looks: readonly ShownLook[];
  readonly error: ShownError | null;
  readonly snapshots: readonly SnapshotLink[];
}

/** What was stated and observed, as JSON. */
export interface ShownFact extends Omit<FactResult, 'stated' | 'observed'> {
  readonly stated: string;
  readonly observed: string;
}

export interface ShownError {
  readonly name: string;
  readonly code: string | null;
  readonly message: string;
  /** The messages of what caused it, nearest first. */
  readonly causes: readonly string[];
}

/** A kept snapshot: what to call it, and where it is, relative to the page. */
export interface SnapshotLink {
  readonly name: string;
  readonly href: string;
}

const MAX_FACT_LENGTH = 300;
const MAX_CAUSES = 5;

/** What a report shows of a run of cases. */
export function shownReport({ generatedAt, environment, totals, cases }: ReportDocument): ShownReport {
  const byChapter = new Map<number, ShownCase[]>();
  for (const result of cases) {
    const chapter = byChapter.get(result.chapter) ?? [];
    chapter.push(shownCase(result));
    byChapter.set(result.chapter, chapter);
  }
  const chapters = [...byChapter].map(([number, ofChapter]): ShownChapter => ({ number, cases: ofChapter }));
  return { generatedAt, environment, totals, headline: headlineOf(chapters), chapters };
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
 * The experiment alone of the case's own file: what is stated stays out, for a room that has yet to predict. A case
 * whose experiment is not found shows none of that file.
 */
function experimentOf({ name, text }: CaseResult['sources'][number]): CaseResult['sources'] {
  const shown = name.startsWith('case.') ? EXPERIMENT.exec(text)?.[0] : text;
  return shown === undefined ? [] : [{ name, text: shown }];
}

/** From a line that opens the experiment's body to the one that closes it, as far indented. */
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

/** A link can only lead into the report's own folder of snapshots, whatever the file is called. */
function snapshotLink(file: string): SnapshotLink {
  const name = file.slice(file.lastIndexOf('/') + 1);
  return { name: visibleText(name), href: `snapshots/${encodeURIComponent(name)}` };
}

/** The first variant in the order of teaching in whose only worker every key died and every value stayed. */
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
