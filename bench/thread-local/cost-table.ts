import { markdownTable } from '../support/markdown-table.js';
import { KEY_COUNTS, OPERATIONS } from './subjects.js';

/** Nanoseconds by subject, then by operation and number of keys, such as `get 10`. */
export type Costs = Readonly<Record<string, Readonly<Record<string, number>>>>;

const COLUMNS = OPERATIONS.flatMap((operation) => KEY_COUNTS.map((keys) => `${operation} ${keys}`));

/** Nanoseconds, and in brackets how many times those of `Map`; a row per subject. */
export function formatCosts(costs: Costs): string {
  const rows = Object.entries(costs).map(([subject, row]) => [
    subject,
    ...COLUMNS.map((column) => {
      const [cost, basis] = [row[column], costs['Map']?.[column]];
      return cost === undefined || basis === undefined
        ? '–'
        : `${cost.toFixed(1)} (${(cost / basis).toFixed(2)})`;
    }),
  ]);
  return `Nanoseconds of processor time, in brackets as a multiple of \`Map\`'s.\n\n${markdownTable(
    ['', ...COLUMNS],
    rows,
    { words: [0] },
  )}`;
}

/** The two limits, and how they were met, in sentences. */
export function judge(costs: Costs): string[] {
  return [
    ...compare(costs, 'ThreadLocal, root', ['Map'], 1.2),
    ...compare(costs, 'ThreadLocal, root, after threads', ['Map'], 1.2),
    ...compare(costs, 'ThreadLocal, in Thread.run', ['getStore()', 'Map'], 1),
    ...compare(costs, 'ThreadLocal, in Thread.run, after await', ['getStore(), after await', 'Map'], 1),
  ];
}

function compare(costs: Costs, subject: string, bases: readonly string[], limit: number): string[] {
  const ratios = KEY_COUNTS.map((keys) => {
    const cost = costs[subject]?.[`get ${keys}`] ?? Number.NaN;
    const basis = bases.reduce((sum, name) => sum + (costs[name]?.[`get ${keys}`] ?? Number.NaN), 0);
    return cost / basis;
  });
  const isMet = ratios.every((ratio) => ratio <= limit);
  const told = ratios.map((ratio) => ratio.toFixed(2)).join(', ');
  return [
    `- ${isMet ? '✓' : '✗'} \`get\` of ${subject}: ${told} times ${bases.join(' + ')} with ${KEY_COUNTS.join(', ')} keys; at most ${limit} is wanted.`,
  ];
}
