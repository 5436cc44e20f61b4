import type { TableView } from '../../../core/table-view.js';
import { countEntries } from '../../../core/table-view.js';
import { visibleText } from '../../../core/escape-control-characters.js';
import { formatCount } from '../../../core/quantities.js';

/** One line per map; a map with stale entries says so. */
export function formatThreadLocalTables(tables: readonly TableView[]): string {
  const { entries, staleEntries } = countEntries(tables);
  if (tables.length === 0) return 'ThreadLocalMaps: none';
  const all = `${formatCount(entries)} entries, ${formatCount(staleEntries)} of them stale`;
  const lines = tables.map((table) => {
    const counts = countEntries([table]);
    const thread = table.thread === null ? 'of no thread' : `of thread "${visibleText(table.thread)}"`;
    const stale = counts.staleEntries === 0 ? '' : `, ${formatCount(counts.staleEntries)} stale`;
    return `  ${thread}: ${formatCount(counts.entries)} entries in ${table.length} slots${stale}`;
  });
  return [`ThreadLocalMaps: ${formatCount(tables.length)} with ${all}`, ...lines].join('\n');
}
