import type { NodeCount } from '../../../heap/snapshot/index.js';
import { formatBytes, formatCount } from '../../../core/quantities.js';
import { className, columnsOf, withRest } from './heap-table.js';
import { formatPlainTable } from '../plain-table.js';

const COLUMNS = columnsOf('count', 'self size', 'class');

/** Formats the numbers of nodes by class, largest first. */
export function formatNodeCounts(counts: readonly NodeCount[], limit: number): string {
  const nodes = counts.reduce((sum, { count }) => sum + count, 0);
  const bytes = counts.reduce((sum, { selfBytes }) => sum + selfBytes, 0);
  const rows = counts
    .slice(0, limit)
    .map(({ type, name, count, selfBytes }) => [
      formatCount(count),
      formatBytes(selfBytes, { padded: true }),
      name === undefined ? `(${type})` : className(name),
    ]);
  const totals = `${formatCount(nodes)} nodes, ${formatBytes(bytes)}; edges were not read`;
  return `${totals}\n\n${withRest(formatPlainTable(COLUMNS, rows), counts.length - rows.length, 'classes')}`;
}
