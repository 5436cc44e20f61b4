import CliTable from 'cli-table3';

/** One column: its title, and on which side its cells end. */
export interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
}

export interface PlainTableOptions {
  /** Widths in characters, the gap to the next column included; without them each column is as wide as it must be. */
  readonly widths?: readonly number[];
  /** Gives the titles their look. */
  readonly title?: (title: string) => string;
}

/** Characters between two columns. */
export const GAP = 2;

/** Rows below each other in columns, without lines and without blanks at the ends. */
export function formatPlainTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  { widths, title = (text) => text }: PlainTableOptions = {},
): string {
  const table = new CliTable({
    head: columns.map((column) => title(column.title)),
    colAligns: columns.map(({ align }) => align),
    ...(widths ? { colWidths: [...widths], wordWrap: true } : {}),
    chars: NO_LINES,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': GAP, compact: true },
  });
  table.push(...rows.map((row) => [...row]));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

const NO_LINES = Object.fromEntries(
  'top,top-mid,top-left,top-right,bottom,bottom-mid,bottom-left,bottom-right,left,left-mid,mid,mid-mid,right,right-mid,middle'
    .split(',')
    .map((name) => [name, '']),
);
