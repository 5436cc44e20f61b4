export interface TableOptions {
  /** Columns of words, which begin at the left; all others end at the right. */
  readonly words: readonly number[];
}

/** A Markdown table whose columns are as wide as they must be, so that it reads well on a terminal too. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  { words }: TableOptions,
): string {
  const widths = head.map((title, at) =>
    Math.max(3, title.length, ...rows.map((row) => row[at]?.length ?? 0)),
  );
  const pad = (text: string, width: number, at: number): string =>
    words.includes(at) ? text.padEnd(width) : text.padStart(width);
  const line = (cells: readonly string[]): string =>
    `| ${widths.map((width, at) => pad(cells[at] ?? '', width, at)).join(' | ')} |`;
  const rule = widths.map((width, at) =>
    words.includes(at) ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  );
  return [line(head), `| ${rule.join(' | ')} |`, ...rows.map(line)].join('\n');
}
