export { formatInquiry } from './class-inquiry.js';
export { formatGrowthPaths, formatHeapDiff, formatSurvivors } from './heap-diff.js';
export { formatOverview } from './heap-overview.js';
export { formatNodeCounts } from './node-counts.js';
export { formatThreadLocalTables } from './thread-local-tables.js';
