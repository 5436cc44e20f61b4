import { visibleJson } from '../../../core/escape-control-characters.js';

/** Translations by original. */
type Words = Readonly<Record<string, string>>;

const PLACEHOLDER = /\{(?:n|text)\}/g;
/** A string within a JSON text, which may be cut off. */
const JSON_STRING = /"(?:[^"\\]|\\.)*"/g;

/** Returns a JSON text with the translations of its strings; those without a translation are unchanged. */
export function translatedJson(json: string, words: Words): string {
  return json.replaceAll(JSON_STRING, (token) => {
    const text = stringOf(token);
    if (text === undefined) return token;
    const translation = translated(text, words);
    return translation === text ? token : visibleJson(translation);
  });
}

/**
 * Returns the translation of a text, or else of the first original of which it is a case: `{n}` in an original matches a
 * whole number and `{text}` any text, and the translation repeats what these matched, in order. A text without a
 * translation is unchanged.
 */
export function translated(text: string, words: Words): string {
  const exact = own(words, text);
  if (exact !== undefined) return exact;
  for (const { pattern, translation } of patternsOf(words)) {
    const matched = pattern.exec(text)?.slice(1);
    if (matched === undefined) continue;
    return translation.replaceAll(PLACEHOLDER, (placeholder) => matched.shift() ?? placeholder);
  }
  return text;
}

/** Returns the word of a name, which may be the name of an inherited property such as `constructor`. */
export function own<Word>(words: Readonly<Record<string, Word>>, name: string): Word | undefined {
  return Object.hasOwn(words, name) ? words[name] : undefined;
}

/** An original with placeholders as a pattern, and its translation. */
interface Pattern {
  readonly pattern: RegExp;
  readonly translation: string;
}

/** Compiled once for each catalogue, because a page translates thousands of texts by one. */
const patterns = new WeakMap<Words, readonly Pattern[]>();

function patternsOf(words: Words): readonly Pattern[] {
  const known = patterns.get(words);
  if (known !== undefined) return known;
  const compiled = Object.entries(words).map(([original, translation]) => ({
    pattern: patternOf(original),
    translation,
  }));
  patterns.set(words, compiled);
  return compiled;
}

function patternOf(original: string): RegExp {
  const source = original
    .replaceAll(/[$()*+.?[\\\]^|]/g, String.raw`\$&`)
    .replaceAll('{n}', String.raw`(\d+)`)
    .replaceAll('{text}', '(.*?)')
    .replaceAll(/[{}]/g, String.raw`\$&`);
  return new RegExp(`^${source}$`, 'su');
}

/** Returns the string of a JSON token; `undefined` if characters in it were replaced so that it is none any more. */
function stringOf(token: string): string | undefined {
  try {
    return JSON.parse(token) as string;
  } catch {
    return undefined;
  }
}
