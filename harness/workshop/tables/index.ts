export { entriesIn, type EntryNode, readThreadLocalTables, staleValues } from './thread-local-tables.js';
export { entryPictures, type EntryPicture, type PictureNode } from './entry-pictures.js';
export { countEntries, type EntryCounts, type SlotView, type TableView } from './table-view.js';
