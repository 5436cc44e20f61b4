export { entriesIn, type EntryNode, readThreadLocalTables, staleValues } from './thread-local-tables.js';
export { countEntries, type EntryCounts, type SlotView, type TableView } from './table-view.js';
