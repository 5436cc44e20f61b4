/**
 * Characters that move the cursor, reorder text or are invisible: C0 and C1, line separators, lone surrogates, and
 * those that Unicode lets a font omit (bidi controls, joiners, fillers, variation selectors, tags, annotations).
 */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\p{Surrogate}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu;
/** The same characters except line feeds, which are kept in text of several lines. */
const UNSEEN_IN_LINES = new RegExp(`(?!\n)${UNSEEN.source}`, 'gu');

/**
 * Makes text from a heap, an error or a path safe to show: control characters are written as escapes, so that a name
 * can neither move the terminal's cursor nor reverse the text, and long text is cut.
 *
 * @param limit maximum length in UTF-16 code units
 */
export function visibleText(text: string, limit = 200): string {
  return cut(text, limit).replace(UNSEEN, escapeOf);
}

/** Makes text of several lines safe to show, like {@link visibleText}, but keeps line feeds. */
export function visibleLines(text: string, limit = 4000): string {
  return cut(text, limit).replaceAll('\r\n', '\n').replace(UNSEEN_IN_LINES, escapeOf);
}

/**
 * Converts plain data to JSON that can neither move a terminal's cursor nor reverse its text: the same value with more
 * escapes.
 */
export function visibleJson(value: unknown): string {
  return JSON.stringify(value).replace(UNSEEN, (character) =>
    [...Array(character.length).keys()].map((at) => fourDigits(character.charCodeAt(at))).join(''),
  );
}

function cut(text: string, limit: number): string {
  return text.length > limit ? `${text.slice(0, limit - 1)}…` : text;
}

function escapeOf(character: string): string {
  if (character === '\n') return String.raw`\n`;
  if (character === '\t') return String.raw`\t`;
  if (character.length === 1) return fourDigits(character.charCodeAt(0));
  return String.raw`\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

function fourDigits(unit: number): string {
  return String.raw`\u` + unit.toString(16).padStart(4, '0');
}
