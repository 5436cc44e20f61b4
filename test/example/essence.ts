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
  const looks = observations.map(({ label, worker, counts, changes, tables, pictures }) => ({
    label,
    worker,
    counts,
    changes,
    tables,
    pictures: pictures.map(({ count, state, keyHolder, values, valueToKey }) => {
      return { count, state, keyHolder, valueToKey, values: values.map(({ className }) => className) };
    }),
  }));
  return { variant, title, role, outcome, stated, observed, facts, differences, error, looks };
}
