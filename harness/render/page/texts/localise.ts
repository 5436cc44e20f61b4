import type { CaseTranslation } from '../../../workshop/index.js';
import type { HeadlineComparison, ShownCase, ShownReport, ShownVariant } from '../../model/shown-report.js';

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
  if (words === undefined) return model;
  const { title, claim, why, inShort } = words;
  return {
    ...model,
    language,
    title,
    claim,
    why,
    inShort,
    variants: model.variants.map((variant) => localisedVariant(variant, words)),
  };
}

function localisedVariant(variant: ShownVariant, words: CaseTranslation): ShownVariant {
  const { variant: id, title, facts, looks } = variant;
  return {
    ...variant,
    title: own(words.variants, id) ?? title,
    facts: facts.map((fact) => ({ ...fact, name: own(words.facts, fact.name) ?? fact.name })),
    looks: looks.map((look) => ({ ...look, label: own(words.labels, look.label) ?? look.label })),
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

/** Returns the word of a name, which may be the name of an inherited property such as `constructor`. */
function own<Word>(words: Readonly<Record<string, Word>>, name: string): Word | undefined {
  return Object.hasOwn(words, name) ? words[name] : undefined;
}
