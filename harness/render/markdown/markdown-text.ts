/** Characters with a meaning in Markdown or HTML. */
const MARKS = /[\\`*_{}[\]<>#|~=!$&^-]/gu;

/** Escapes a text for Markdown, on one line. */
export function plain(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .replace(MARKS, (mark, offset: number, whole: string) =>
      isHarmless(mark, offset, whole) ? mark : `\\${mark}`,
    );
}

/** Formats a text as inline code, even if it contains backticks. */
export function code(text: string): string {
  const line = text.replace(/\s+/gu, ' ').replaceAll('|', String.raw`\|`);
  const longest = Math.max(0, ...[...line.matchAll(/`+/gu)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `${fence}${line}${fence}` : `${fence} ${line} ${fence}`;
}

/** Formats a table whose cells are already Markdown. */
export function table(
  head: readonly string[],
  numbers: readonly number[],
  rows: readonly (readonly string[])[],
): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, column) => (numbers.includes(column) ? '---:' : '---'));
  return [head, rule, ...rows].map(line).join('\n');
}

/** Formats sentences as a list. */
export function list(sentences: readonly string[]): string {
  return sentences.map((sentence) => `- ${plain(sentence)}`).join('\n');
}

/** Whether a character needs no escape: most have no meaning between letters, a hyphen only at the start of a line. */
function isHarmless(mark: string, offset: number, whole: string): boolean {
  if (mark === '-' || mark === '#') return offset > 0;
  const isInside = /\w/u.test(whole[offset - 1] ?? '') && /\w/u.test(whole[offset + 1] ?? '');
  return isInside && '=!^$&'.includes(mark);
}
