import type {
  BiggestDominator,
  ClassTableRow,
  DuplicateString,
  HeapOverview,
  WeakRefCounts,
} from '../../../heap/graph/index.js';
import { formatBytes, formatCount } from '../../../core/quantities.js';
import { className, columnsOf, NAME_LENGTH, withRest } from './heap-table.js';
import { formatPlainTable } from '../plain-table.js';
import { visibleText } from '../../../core/escape-control-characters.js';

export interface OverviewOptions {
  /** Maximum number of rows of each table. */
  readonly limit: number;
  /** Styles the titles. */
  readonly title: (text: string) => string;
}

/** Formats the overview of a heap: totals, classes, dominators, duplicate strings, weak references. */
export function formatOverview(overview: HeapOverview, options: OverviewOptions): string {
  const { nodeCount, edgeCount, totalBytes, classes, dominators, duplicateStrings } = overview;
  const totals = [
    `${formatCount(nodeCount)} nodes`,
    `${formatCount(edgeCount)} references`,
    `${formatBytes(totalBytes)} in ${formatCount(classes.length)} classes`,
  ];
  return [
    totals.join(', '),
    block('Classes, by retained size', classTable(classes, totalBytes, options), options),
    block('Biggest dominators, by retained size', dominatorTable(dominators, totalBytes), options),
    block('Duplicated strings', duplicateTable(duplicateStrings), options),
    formatWeakRefs(overview.weakRefs),
  ].join('\n\n');
}

function block(heading: string, table: string, { title }: OverviewOptions): string {
  return `${title(heading)}\n${table}`;
}

const CLASS_COLUMNS = columnsOf('retained', 'of all', 'shallow', 'count', 'class');

function classTable(
  classes: readonly ClassTableRow[],
  totalBytes: number,
  { limit }: OverviewOptions,
): string {
  const rows = classes
    .slice(0, limit)
    .map(({ name, count, shallowBytes, retainedBytes }) => [
      padded(retainedBytes),
      share(retainedBytes, totalBytes),
      padded(shallowBytes),
      formatCount(count),
      className(name),
    ]);
  return withRest(formatPlainTable(CLASS_COLUMNS, rows), classes.length - rows.length, 'classes');
}

const DOMINATOR_COLUMNS = columnsOf('retained', 'of all', 'shallow', 'object');

function dominatorTable(dominators: readonly BiggestDominator[], totalBytes: number): string {
  const rows = dominators.map(({ node, retainedBytes }) => [
    padded(retainedBytes),
    share(retainedBytes, totalBytes),
    padded(node.shallowBytes),
    `${visibleText(node.name, NAME_LENGTH) || `(${node.type})`} @${node.id}`,
  ]);
  return formatPlainTable(DOMINATOR_COLUMNS, rows);
}

const STRING_COLUMNS = columnsOf('wasted', 'all', 'count', 'text');

function duplicateTable(strings: readonly DuplicateString[]): string {
  if (strings.length === 0) return 'none';
  const rows = strings.map(({ text, count, bytes, wastedBytes }) => [
    padded(wastedBytes),
    padded(bytes),
    formatCount(count),
    `"${visibleText(text, NAME_LENGTH)}"`,
  ]);
  return formatPlainTable(STRING_COLUMNS, rows);
}

function formatWeakRefs({ count, cleared }: WeakRefCounts): string {
  return `WeakRefs: ${formatCount(count)}, ${formatCount(cleared)} of them cleared`;
}

function padded(bytes: number): string {
  return formatBytes(bytes, { padded: true });
}

/** Formats a share in percent, always with one decimal digit, so that rows align. */
export function share(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`;
}
