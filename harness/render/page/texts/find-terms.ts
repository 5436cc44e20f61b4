import type { Glossary, GlossaryEntry } from './glossary.js';

/** A term within a text, as it is spelled there. */
export interface FoundTerm {
  readonly term: GlossaryEntry;
  readonly text: string;
}

/** A glossary as one pattern, and the entries by their forms. */
interface Index {
  readonly pattern: RegExp;
  readonly entries: ReadonlyMap<string, GlossaryEntry>;
}

const HAN = String.raw`\p{Script=Han}`;
/** Matches a character of a word or identifier. Chinese has no spaces between words, so its characters are none. */
const WORD = String.raw`(?!${HAN})[\p{L}\p{N}_$]`;
/** A form that is not Chinese neither begins within an identifier, a path or a member access, … */
const BEFORE = String.raw`(?:(?=${HAN})|(?<!${WORD})(?<!${WORD}-)(?<![.#@/\\]))`;
/** … nor ends within one, or at the bracket of a call. */
const AFTER = String.raw`(?:(?<=${HAN})|(?!${WORD})(?![.\-/]${WORD})(?![(\[]))`;

const indexes = new WeakMap<Glossary, Index>();

/**
 * Splits a text into plain parts and terms; the parts joined are the text. The longest form wins, and its first letter
 * may have either case. Only the first occurrence of each entry is a term, unless its id was seen before.
 *
 * @param seen - ids of entries that are not marked again; those that are found are added
 */
export function findTerms(
  text: string,
  glossary: Glossary,
  seen: Set<string> = new Set(),
): readonly (string | FoundTerm)[] {
  const { pattern, entries } = indexOf(glossary);
  const parts: (string | FoundTerm)[] = [];
  let plainFrom = 0;
  for (const { 0: found, index } of text.matchAll(pattern)) {
    const term = entries.get(found) ?? entries.get(otherCase(found));
    if (term === undefined || seen.has(term.id)) continue;
    seen.add(term.id);
    if (index > plainFrom) parts.push(text.slice(plainFrom, index));
    parts.push({ term, text: found });
    plainFrom = index + found.length;
  }
  if (plainFrom < text.length) parts.push(text.slice(plainFrom));
  return parts;
}

function indexOf(glossary: Glossary): Index {
  const known = indexes.get(glossary);
  if (known !== undefined) return known;
  const entries = new Map(glossary.flatMap((entry) => entry.forms.map((form) => [form, entry] as const)));
  const forms = [...entries.keys()].sort((one, other) => other.length - one.length);
  const either = forms.map((form) => `${escaped(form)}|${escaped(otherCase(form))}`).join('|');
  const index = { pattern: new RegExp(`${BEFORE}(?:${either})${AFTER}`, 'gu'), entries };
  indexes.set(glossary, index);
  return index;
}

/** The form with its first letter in the other case. */
function otherCase(form: string): string {
  const first = form.charAt(0);
  return (first === first.toLowerCase() ? first.toUpperCase() : first.toLowerCase()) + form.slice(1);
}

function escaped(form: string): string {
  return form.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
}
