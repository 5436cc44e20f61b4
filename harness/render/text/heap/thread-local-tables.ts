import { visibleText } from '../../../core/escape-control-characters.js';
import { formatCount } from '../../../core/quantities.js';
import type { TableView } from '../../../workshop/index.js';

/** Formats thread-local tables, one line per map, with the number of stale entries if there are any. */
export function formatThreadLocalTables(tables: readonly TableView[]): string {
  if (tables.length === 0) return 'ThreadLocalMaps: none';
  const slots = tables.flatMap((table) => table.slots);
  const all = `${formatCount(slots.length)} entries, ${formatCount(staleOf(slots))} of them stale`;
  const lines = tables.map((table) => {
    const staleEntries = staleOf(table.slots);
    const thread = table.thread === null ? 'of no thread' : `of thread "${visibleText(table.thread)}"`;
    const stale = staleEntries === 0 ? '' : `, ${formatCount(staleEntries)} stale`;
    return `  ${thread}: ${formatCount(table.slots.length)} entries in ${table.length} slots${stale}`;
  });
  return [`ThreadLocalMaps: ${formatCount(tables.length)} with ${all}`, ...lines].join('\n');
}

function staleOf(slots: TableView['slots']): number {
  return slots.filter(({ state }) => state === 'stale').length;
}
