/** What Markdown or HTML would take as a mark. */
const MARKS = /[\\`*_{}[\]<>#|~=!$&^-]/gu;

/** Text as Markdown shows it letter by letter, on one line. */
export function plain(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .replace(MARKS, (mark, offset: number, whole: string) =>
      isHarmless(mark, offset, whole) ? mark : `\\${mark}`,
    );
}

/** Text in a line's own code, whatever backticks it has. */
export function code(text: string): string {
  const line = text.replace(/\s+/gu, ' ').replaceAll('|', String.raw`\|`);
  const longest = Math.max(0, ...[...line.matchAll(/`+/gu)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `${fence}${line}${fence}` : `${fence} ${line} ${fence}`;
}

/** A table; its cells are Markdown already. */
export function table(
  head: readonly string[],
  numbers: readonly number[],
  rows: readonly (readonly string[])[],
): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, column) => (numbers.includes(column) ? '---:' : '---'));
  return [head, rule, ...rows].map(line).join('\n');
}

/** Sentences as a list. */
export function list(sentences: readonly string[]): string {
  return sentences.map((sentence) => `- ${plain(sentence)}`).join('\n');
}

/** Between letters, these mean nothing; a hyphen only at the start of a line. */
function isHarmless(mark: string, offset: number, whole: string): boolean {
  if (mark === '-' || mark === '#') return offset > 0;
  const isInside = /\w/u.test(whole[offset - 1] ?? '') && /\w/u.test(whole[offset + 1] ?? '');
  return isInside && '=!^$&'.includes(mark);
}
