import type { GrowthPaths, HeapDiff, HeapShare, Survivors } from '../../../heap/diff/index.js';
import { formatRetainingPath } from '../../../heap/graph/index.js';
import { formatByteChange, formatBytes, formatCount, formatCountChange } from '../../../core/quantities.js';
import { className, columnsOf, NAME_LENGTH, withRest } from './heap-table.js';
import { formatPlainTable } from '../plain-table.js';
import { visibleLines, visibleText } from '../../../core/escape-control-characters.js';

export interface HeapDiffOptions {
  /** Maximum number of classes. */
  readonly limit: number;
  /** Styles the titles. */
  readonly title: (text: string) => string;
}

const COLUMNS = columnsOf('bytes', 'count', 'new', 'gone', 'kept', 'class');

/** Formats the differences between two heaps: totals, then the classes that changed, most growth first. */
export function formatHeapDiff(diff: HeapDiff, { limit, title }: HeapDiffOptions): string {
  const changed = diff.classes.filter((row) => row.new.count > 0 || row.gone.count > 0);
  const rows = changed
    .slice(0, limit)
    .map((row) => [
      formatByteChange(row.new.bytes - row.gone.bytes),
      formatCountChange(row.new.count - row.gone.count),
      formatCount(row.new.count),
      formatCount(row.gone.count),
      formatCount(row.kept.count),
      className(row.name),
    ]);
  const totals = (['new', 'gone', 'kept'] as const).map((fate) => `${fate} ${formatShare(diff[fate])}`);
  const table = rows.length === 0 ? 'none' : formatPlainTable(COLUMNS, rows);
  return [
    totals.join(', '),
    '',
    title('Changed classes, by growth'),
    withRest(table, changed.length - rows.length, 'classes'),
  ].join('\n');
}

/** Formats how the new instances of classes are retained: for each class the most common way, with an example. */
export function formatGrowthPaths(paths: readonly GrowthPaths[], { title }: HeapDiffOptions): string {
  const blocks = paths.flatMap(({ name, held }) => {
    const [way] = held.ways;
    if (way === undefined) return [];
    const heading = `${title(visibleText(name, NAME_LENGTH))}: ${formatCount(way.count)} of ${formatCount(held.examined)} new ones retained like this:`;
    return [`${heading}\n${visibleLines(formatRetainingPath(way.example))}`];
  });
  return blocks.join('\n\n');
}

const SURVIVOR_COLUMNS = columnsOf('bytes', 'count', 'class');

/** Formats what was allocated between a first and a second heap and is still alive in a third. */
export function formatSurvivors(found: Survivors, { limit, title }: HeapDiffOptions): string {
  const rows = found.classes
    .slice(0, limit)
    .map(({ name, count, bytes }) => [
      formatBytes(bytes, { padded: true }),
      formatCount(count),
      className(name),
    ]);
  return [
    title(`Allocated between the first and the second, still alive in the third: ${formatShare(found)}`),
    rows.length === 0 ? 'none' : formatPlainTable(SURVIVOR_COLUMNS, rows),
  ].join('\n');
}

function formatShare({ count, bytes }: HeapShare): string {
  return `${formatCount(count)} objects (${formatBytes(bytes)})`;
}
