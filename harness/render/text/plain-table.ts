import CliTable from 'cli-table3';

/** One column: its title and its alignment. */
export interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
}

export interface PlainTableOptions {
  /** Widths in characters, including the gap to the next column. @defaultValue the widths of the longest cells */
  readonly widths?: readonly number[];
  /** Styles the titles. */
  readonly title?: (title: string) => string;
}

/** Characters between two columns. */
export const GAP = 2;

/** Formats rows in columns, without lines and without trailing spaces. */
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
