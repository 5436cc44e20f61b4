// Whatever moves the cursor, reorders text or cannot be seen: C0, C1, line separators, bidi controls, lone surrogates.
const UNSEEN =
  // oxlint-disable-next-line no-control-regex -- these are what is looked for
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]|\p{Surrogate}/gu;

/**
 * Text from a heap, an error or a path as it may be shown: control characters are written as escapes, so that a name
 * can neither move the terminal's cursor nor turn the text around, and long text is cut.
 *
 * @param limit in UTF-16 code units
 */
export function visibleText(text: string, limit = 200): string {
  const cut = text.length > limit ? `${text.slice(0, limit - 1)}…` : text;
  return cut.replace(UNSEEN, escapeOf);
}

/** The same for text of several lines, whose line ends stay. */
export function visibleLines(text: string, limit = 4000): string {
  return text
    .slice(0, limit)
    .split(/\r?\n/u)
    .map((line) => visibleText(line, limit))
    .join('\n');
}

function escapeOf(character: string): string {
  if (character === '\n') return String.raw`\n`;
  if (character === '\t') return String.raw`\t`;
  return String.raw`\u` + character.charCodeAt(0).toString(16).padStart(4, '0');
}
