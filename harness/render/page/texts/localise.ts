import type { CaseModel, CaseTranslation, HeartModel, ReportModel, VariantModel } from '../view-model.js';

/** The report in another language, as far as its cases are translated; what is not stays as it is. */
export function localised(model: ReportModel, language: string): ReportModel {
  const chapters = model.chapters.map(({ number, cases }) => ({
    number,
    cases: cases.map((one) => localisedCase(one, language)),
  }));
  return { ...model, heart: model.heart && localisedHeart(model.heart, chapters), chapters };
}

function localisedCase(model: CaseModel, language: string): CaseModel {
  const words = translationOf(model, language);
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

function translationOf({ translations }: CaseModel, language: string): CaseTranslation | undefined {
  return language === 'zh-CN' ? translations[language] : undefined;
}

function localisedVariant(variant: VariantModel, words: CaseTranslation): VariantModel {
  const { id, title, facts, looks } = variant;
  return {
    ...variant,
    title: own(words.variants, id) ?? title,
    facts: facts.map((fact) => ({ ...fact, name: own(words.facts, fact.name) ?? fact.name })),
    looks: looks.map((look) => ({ ...look, label: own(words.labels, look.label) ?? look.label })),
  };
}

function localisedHeart(heart: HeartModel, chapters: ReportModel['chapters']): HeartModel {
  const found = chapters.flatMap(({ cases }) => cases).find(({ id }) => id === heart.caseId);
  const variant = found?.variants.find(({ id }) => id === heart.variantId);
  return { ...heart, caseTitle: found?.title ?? heart.caseTitle, variant: variant?.title ?? heart.variant };
}

/** A name from outside may be that of something every object has. */
function own(words: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(words, name) ? words[name] : undefined;
}
