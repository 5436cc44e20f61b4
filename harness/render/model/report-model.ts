import type {
  CaseModel,
  CaseTranslation,
  CaseTranslations,
  ChapterModel,
  ErrorModel,
  FactModel,
  HeartModel,
  InShortModel,
  ReportModel,
  VariantModel,
} from '../page/index.js';
import type { ErrorRecord } from '../../core/error-record.js';
import type { CaseResult, FactResult, VariantResult } from '../../workshop/index.js';
import { lookModel } from './look-model.js';
import type { ReportDocument } from './report-document.js';
import { withoutMarkdown } from '../markdown/quoted-text.js';
import { visibleLines, visibleText } from '../../core/visible-text.js';

const MAX_FACT_LENGTH = 300;
const MAX_CAUSES = 5;
const MAX_CODE_LENGTH = 20_000;

/** What the page shows of a report. */
export function reportModel({ generatedAt, environment, totals, cases }: ReportDocument): ReportModel {
  const chapters = new Map<number, CaseModel[]>();
  for (const result of cases) {
    const chapter = chapters.get(result.chapter) ?? [];
    chapter.push(caseModel(result));
    chapters.set(result.chapter, chapter);
  }
  const told = [...chapters].map(([number, models]): ChapterModel => ({ number, cases: models }));
  return { generatedAt, environment, totals, heart: heartOf(told), chapters: told };
}

function caseModel(result: CaseResult): CaseModel {
  const { id, title, claim, why, inShort, source, outcome, variants } = result;
  return {
    id: visibleText(id),
    language: 'en',
    title: visibleText(title),
    claim: visibleText(claim, 2000),
    why: visibleText(why, 4000),
    inShort: inShort && inShortModel(inShort),
    source: {
      file: visibleText(source.file),
      quote: visibleText(withoutMarkdown(source.quote), 2000),
      translation: visibleText(source.translation, 2000),
    },
    outcome,
    variants: variants.map(variantModel),
    code: result.sources.flatMap(codeModels),
    translations: translationsModel(result.translations),
  };
}

/**
 * The experiment alone of the case's own file: what is stated stays out, for a room that has yet to predict. A case
 * whose experiment is not found shows none of that file.
 */
function codeModels({ name, text }: CaseResult['sources'][number]): CaseModel['code'][number][] {
  const shown = name.startsWith('case.') ? EXPERIMENT.exec(text)?.[0] : text;
  return shown === undefined ? [] : [{ name: visibleText(name), text: visibleLines(shown, MAX_CODE_LENGTH) }];
}

/** From a line that opens the experiment's body to the one that closes it, as far indented. */
const EXPERIMENT = /^([ \t]+)(?:async )?experiment\b.*\{$[\s\S]*?^\1\},?$/m;

function translationsModel({ 'zh-CN': chinese }: CaseTranslations): CaseTranslations {
  return chinese === undefined ? {} : { 'zh-CN': translationModel(chinese) };
}

function inShortModel({ stays, cure, bound }: InShortModel): InShortModel {
  return { stays: visibleText(stays, 1000), cure: visibleText(cure, 1000), bound: visibleText(bound, 1000) };
}

function translationModel({
  title,
  claim,
  why,
  inShort,
  variants,
  labels,
  facts,
}: CaseTranslation): CaseTranslation {
  return {
    title: visibleText(title),
    claim: visibleText(claim, 2000),
    why: visibleText(why, 4000),
    inShort: inShortModel(inShort),
    variants: visibleWords(variants),
    labels: visibleWords(labels),
    facts: visibleWords(facts),
  };
}

function visibleWords(words: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(words).map(([name, word]) => [visibleText(name), visibleText(word)]),
  );
}

function variantModel(result: VariantResult): VariantModel {
  const { variant, title, role, outcome, stated, observed, facts, remarks, differences } = result;
  return {
    id: visibleText(variant),
    title: visibleText(title),
    role,
    outcome,
    stated,
    observed,
    facts: facts.map(factModel),
    looks: result.observations.map(lookModel),
    remarks: remarks.map((sentence) => visibleText(sentence, 1000)),
    differences: differences.map((sentence) => visibleText(sentence, 1000)),
    error: result.error === null ? null : errorModel(result.error),
    snapshots: result.snapshots.map(snapshotLink),
    elapsedMs: result.elapsedMs,
  };
}

function factModel({ name, stated, observed, asStated }: FactResult): FactModel {
  return { name: visibleText(name), stated: json(stated), observed: json(observed), asStated };
}

function json(value: FactResult['stated']): string {
  return visibleText(JSON.stringify(value) ?? 'null', MAX_FACT_LENGTH);
}

function errorModel(error: ErrorRecord): ErrorModel {
  const causes: string[] = [];
  for (let cause = error.cause; cause !== undefined && causes.length < MAX_CAUSES; cause = cause.cause) {
    causes.push(visibleLines(`${cause.name}: ${cause.message}`));
  }
  const { name, code, message } = error;
  return { name: visibleText(name), code: code ?? null, message: visibleLines(message), causes };
}

/** A link can only lead into the report's own folder of snapshots, whatever the file is called. */
function snapshotLink(file: string): VariantModel['snapshots'][number] {
  const name = file.slice(file.lastIndexOf('/') + 1);
  return { name: visibleText(name), href: `snapshots/${encodeURIComponent(name)}` };
}

/** The first variant in the order of teaching in whose only worker every key died and every value stayed. */
function heartOf(chapters: readonly ChapterModel[]): HeartModel | null {
  for (const { id, title, variants } of chapters.flatMap(({ cases }) => cases)) {
    for (const { id: variantId, outcome, looks, title: variant } of variants) {
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
