import type { CaseOutline } from '../../harness/workshop/definition.js';

/** All texts of a case in the language that it is written in, except the quote and the names of its looks. */
export function textsOfDefinition({ title, claim, why, inShort, source, variants }: CaseOutline): string[] {
  return [
    title,
    claim,
    why,
    ...Object.values<string>({ ...inShort }),
    source.file,
    source.translation,
    ...Object.values(variants).flatMap((variant) => [variant.title, ...Object.keys(variant.facts ?? {})]),
  ];
}
