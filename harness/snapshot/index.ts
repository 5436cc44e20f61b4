export { countNodes, type NodeCount } from './count-nodes.js';
export { readSnapshot, type ReadSnapshotOptions } from './read-snapshot.js';
export { isIndexed } from './row-taker.js';
export type { LocationColumns, SnapshotColumns } from './snapshot-columns.js';
export { SnapshotFormatError, type SnapshotPlace } from './snapshot-format-error.js';
export { SnapshotParser } from './snapshot-parser.js';
export type { SnapshotSource } from './snapshot-source.js';
export { StringTable } from './string-table.js';
