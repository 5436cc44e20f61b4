import type { CaseTranslation } from '../../../workshop/index.js';
import type { HeadlineComparison, ShownCase, ShownReport, ShownVariant } from '../../model/shown-report.js';
import { differencesInChinese } from './differences-zh-CN.js';
import { localisedTrace } from './localise-trace.js';
import { own, translated, translatedJson } from './translate-run.js';

/** Differences from a statement, by language. */
const DIFFERENCES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'zh-CN': differencesInChinese,
};

/** Returns the report in another language. Texts without a translation are unchanged. */
export function localised(model: ShownReport, language: string): ShownReport {
  const chapters = model.chapters.map(({ number, cases }) => ({
    number,
    cases: cases.map((one) => localisedCase(one, language)),
  }));
  return { ...model, headline: model.headline && localisedHeadline(model.headline, chapters), chapters };
}

function localisedCase(model: ShownCase, language: string): ShownCase {
  const words = own(model.translations, language);
  const variants = model.variants.map((variant) => ({
    ...withLocalisedTraces(variant, language),
    differences: variant.differences.map((sentence) => localisedDifference(sentence, words, language)),
  }));
  if (words === undefined) return { ...model, variants };
  const { title, claim, why, inShort, source } = words;
  return {
    ...model,
    language,
    title,
    claim,
    why,
    inShort,
    source: { ...model.source, ...source },
    variants: variants.map((variant) => localisedVariant(variant, words)),
  };
}

/** Traces are texts of the page, not of the case. */
function withLocalisedTraces(variant: ShownVariant, language: string): ShownVariant {
  const looks = variant.looks.map((look) => ({
    ...look,
    trace: look.trace && localisedTrace(look.trace, language),
  }));
  return { ...variant, looks };
}

/** Translates the name of the fact and the strings in it by the case's words, then the sentence by the page's. */
function localisedDifference(sentence: string, words: CaseTranslation | undefined, language: string): string {
  const { facts = {}, labels = {}, values = {} } = words ?? {};
  const name = Object.keys(facts).find((fact) => sentence.startsWith(`${fact}: `));
  const named = name === undefined ? sentence : `${facts[name]}${sentence.slice(name.length)}`;
  return translated(translatedJson(named, { ...labels, ...values }), own(DIFFERENCES, language) ?? {});
}

function localisedVariant(variant: ShownVariant, words: CaseTranslation): ShownVariant {
  const { variant: id, title, facts, looks, remarks } = variant;
  return {
    ...variant,
    title: own(words.variants, id) ?? title,
    facts: facts.map((fact) => ({
      ...fact,
      name: own(words.facts, fact.name) ?? fact.name,
      stated: translatedJson(fact.stated, words.values ?? {}),
      observed: translatedJson(fact.observed, words.values ?? {}),
    })),
    looks: looks.map((look) => ({ ...look, label: own(words.labels, look.label) ?? look.label })),
    remarks: remarks.map((remark) => translated(remark, words.remarks ?? {})),
  };
}

function localisedHeadline(
  headline: HeadlineComparison,
  chapters: ShownReport['chapters'],
): HeadlineComparison {
  const found = chapters.flatMap(({ cases }) => cases).find(({ id }) => id === headline.caseId);
  const variant = found?.variants.find((one) => one.variant === headline.variantId);
  return {
    ...headline,
    caseTitle: found?.title ?? headline.caseTitle,
    variant: variant?.title ?? headline.variant,
  };
}
