import { markdownTable } from '../support/markdown-table.js';
import { median } from '../support/median.js';
import { KEY_COUNTS, OPERATIONS, SUBJECTS } from './subjects.js';

/** Nanoseconds by subject, measured one right after the other; `NaN` where a subject lacks the operation. */
export type Turn = Readonly<Record<string, number>>;

/** The turns of each column. */
export type Turns = ReadonlyMap<string, readonly Turn[]>;

/** Operation and number of keys, such as `get 10`. */
export const COLUMNS: readonly string[] = OPERATIONS.flatMap((operation) =>
  KEY_COUNTS.map((keys) => `${operation} ${keys}`),
);

/** Median nanoseconds, and in brackets how many times those of `Map`; a row per subject. */
export function formatCosts(turns: Turns): string {
  const rows = Object.keys(SUBJECTS).map((subject) => [
    subject,
    ...COLUMNS.map((column) => {
      const cost = costOf(turns, column, subject);
      return Number.isNaN(cost)
        ? '–'
        : `${cost.toFixed(1)} (${ratioOf(turns, column, subject, ['Map']).toFixed(2)})`;
    }),
  ]);
  return `Nanoseconds of processor time, in brackets as a multiple of \`Map\`'s.\n\n${markdownTable(
    ['', ...COLUMNS],
    rows,
    { words: [0] },
  )}`;
}

/** Median nanoseconds by subject, then by column. */
export function mediansOf(turns: Turns): Record<string, Record<string, number>> {
  return Object.fromEntries(
    Object.keys(SUBJECTS).map((subject) => [
      subject,
      Object.fromEntries(COLUMNS.map((column) => [column, costOf(turns, column, subject)])),
    ]),
  );
}

/** The two limits, and how they were met, in sentences. */
export function judge(turns: Turns): string[] {
  return [
    compare(turns, 'ThreadLocal, root', ['Map'], 1.2),
    compare(turns, 'ThreadLocal, root, after threads', ['Map'], 1.2),
    compare(turns, 'ThreadLocal, in Thread.run', ['getStore()', 'Map'], 1),
    compare(turns, 'ThreadLocal, in Thread.run, after await', ['getStore(), after await', 'Map'], 1),
  ];
}

function compare(turns: Turns, subject: string, bases: readonly string[], limit: number): string {
  const ratios = KEY_COUNTS.map((keys) => ratioOf(turns, `get ${keys}`, subject, bases));
  const isMet = ratios.every((ratio) => ratio <= limit);
  const told = ratios.map((ratio) => ratio.toFixed(2)).join(', ');
  return `- ${isMet ? '✓' : '✗'} \`get\` of ${subject}: ${told} times ${bases.join(' + ')} with ${KEY_COUNTS.join(', ')} keys; at most ${limit} is wanted.`;
}

function costOf(turns: Turns, column: string, subject: string): number {
  return median((turns.get(column) ?? []).map((turn) => turn[subject] ?? Number.NaN));
}

/** The median of the turns' ratios, each of what was measured one right after the other. */
function ratioOf(turns: Turns, column: string, subject: string, bases: readonly string[]): number {
  return median(
    (turns.get(column) ?? []).map((turn) => {
      const basis = bases.reduce((sum, name) => sum + (turn[name] ?? Number.NaN), 0);
      return (turn[subject] ?? Number.NaN) / basis;
    }),
  );
}
