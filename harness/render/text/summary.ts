import { styleText } from 'node:util';
import type { CaseNotRun, CaseResult, Counts, VariantResult } from '../../workshop/index.js';
import { type Column, formatPlainTable, GAP } from './plain-table.js';
import { countOutcomes, inOrderOfTeaching } from '../model/report-document.js';
import { formatTrouble } from '../model/trouble.js';
import { visibleText } from '../../core/escape-control-characters.js';
import type { Colour, Paint } from '../model/paint.js';

export interface SummaryOptions {
  /** Whether to use colours. */
  readonly color: boolean;
  /** Width of the terminal in columns; the minimum is 60. */
  readonly columns: number;
  /** Cases that were not run, because a package that they need is not installed. */
  readonly notRun?: readonly CaseNotRun[];
}

const MARKS = {
  'as-stated': ['green', '✓ as stated'],
  'not-as-stated': ['red', '✗ differs'],
  failed: ['yellow', '! failed'],
} as const satisfies Record<VariantResult['outcome'], readonly [Colour, string]>;

const NARROWEST = 60;
const COLUMNS: readonly Column[] = [
  { title: 'case', align: 'left' },
  { title: 'variant', align: 'left' },
  { title: 'stated', align: 'right' },
  { title: 'observed', align: 'right' },
  { title: '', align: 'left' },
];

/**
 * Formats the results for a terminal: a row per variant with its stated and observed counts of keys, values and stale
 * entries, then the totals, then the differences from the statement, with their causes, then the cases that were not run.
 */
export function formatSummary(results: readonly CaseResult[], options: SummaryOptions): string {
  const paint: Paint = (colour, text) =>
    options.color ? styleText(colour, text, { validateStream: false }) : text;
  const ordered = inOrderOfTeaching(results);
  const { notRun = [] } = options;
  const columns = Math.max(options.columns, NARROWEST);
  const parts = [
    formatTable(ordered, columns, paint),
    paint('dim', 'Counts are keys / values / stale entries, alive after the last forced full GC.'),
    formatTotals(ordered, notRun, paint),
    ...formatTrouble(ordered, columns, paint),
    ...formatNotRun(notRun),
  ];
  return parts.join('\n');
}

function formatTable(results: readonly CaseResult[], columns: number, paint: Paint): string {
  const rows = results.flatMap(({ id, variants }) =>
    variants.map((variant, index) => rowOf(index === 0 ? id : '', variant, paint)),
  );
  return formatPlainTable(COLUMNS, rows, {
    widths: widthsOf(rows, columns),
    title: (title) => paint('bold', title),
  });
}

function rowOf(id: string, { title, stated, observed, outcome }: VariantResult, paint: Paint): string[] {
  const [colour, mark] = MARKS[outcome];
  return [visibleText(id), visibleText(title), countsText(stated), countsText(observed), paint(colour, mark)];
}

function countsText(counts: Counts | null): string {
  return counts === null ? '–' : `${counts.keys} / ${counts.values} / ${counts.staleEntries}`;
}

/** Returns the widths of the columns. Numbers and marks are never broken; two columns of text share the rest. */
function widthsOf(rows: readonly (readonly string[])[], columns: number): number[] {
  const widest = (column: number, least: number): number =>
    rows.reduce((width, row) => Math.max(width, row[column]?.length ?? 0), least) + GAP;
  const fixed = [widest(2, 'observed'.length), widest(3, 'observed'.length), '✓ as stated'.length + GAP];
  const left = columns - fixed.reduce((sum, width) => sum + width, 0);
  const id = Math.min(widest(0, 'case'.length), Math.floor(left / 2));
  const title = Math.min(widest(1, 'variant'.length), left - id);
  return [id, title, ...fixed];
}

function formatTotals(results: readonly CaseResult[], notRun: readonly CaseNotRun[], paint: Paint): string {
  const { cases: run, asStated, notAsStated, failed, variants } = countOutcomes(results);
  const cases = run + notRun.length;
  const parts = [
    paint(asStated === cases ? 'green' : 'bold', `${asStated} of ${cases} cases as stated`),
    ...(notAsStated > 0 ? [paint('red', `${notAsStated} not as stated`)] : []),
    ...(failed > 0 ? [paint('yellow', `${failed} failed`)] : []),
    ...(notRun.length > 0 ? [paint('yellow', `${notRun.length} not run`)] : []),
    `${variants} variants`,
  ];
  return `\n${parts.join(', ')}`;
}

/** Formats the cases that were not run, with what each needs; empty if there are none. */
function formatNotRun(notRun: readonly CaseNotRun[]): string[] {
  if (notRun.length === 0) return [];
  const width = Math.max(...notRun.map(({ id }) => id.length)) + GAP;
  const rows = notRun.map(({ id, needs }) => `  ${visibleText(id.padEnd(width))}needs ${visibleText(needs)}`);
  return ['\nNot run, because a package is not installed:', ...rows];
}
