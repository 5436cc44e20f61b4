import type { CaseResult, VariantResult } from 'heapwitness/workshop';

/** What a report says of the cases, without what differs from run to run: times, object ids, efforts. */
export function essenceOf(cases: readonly CaseResult[]): unknown[] {
  return cases.map(
    ({ id, chapter, position, title, claim, why, inShort, source, translations, outcome, variants }) => ({
      id,
      chapter,
      position,
      title,
      claim,
      why,
      inShort,
      source,
      translations,
      outcome,
      variants: variants.map(essenceOfVariant),
    }),
  );
}

function essenceOfVariant(result: VariantResult): unknown {
  const { variant, title, role, outcome, stated, observed, facts, observations, differences, error } = result;
  const looks = observations.map(({ label, worker, counts, tables }) => ({ label, worker, counts, tables }));
  return { variant, title, role, outcome, stated, observed, facts, differences, error, looks };
}
