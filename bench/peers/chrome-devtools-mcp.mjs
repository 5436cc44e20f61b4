import { HeapSnapshotManager } from 'chrome-devtools-mcp/build/src/processors/HeapSnapshotManager.js';

// DevTools' own worker, driven as its maker drives it: this thread reads the file, the worker analyses.
const manager = new HeapSnapshotManager();
const { aggregates } = await manager.getAggregates(process.argv[2]);
const classes = aggregates.map(({ className, count, selfSize, retainedSize }) => ({
  name: className,
  count,
  shallowBytes: selfSize,
  retainedBytes: retainedSize,
}));
console.log(JSON.stringify({ classes }));
manager.dispose();
