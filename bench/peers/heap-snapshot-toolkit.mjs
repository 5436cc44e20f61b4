import { createReadStream } from 'node:fs';
import { DevToolsAPI, parse } from 'heap-snapshot-toolkit';

const snapshot = await parse(createReadStream(process.argv[2], { encoding: 'utf8', highWaterMark: 1 << 20 }));
const aggregates = Object.values(
  snapshot.aggregatesWithFilter(new DevToolsAPI.HeapSnapshotModel.NodeFilter()),
);
const classes = aggregates.map(({ name, count, self, maxRet }) => ({
  name,
  count,
  shallowBytes: self,
  retainedBytes: maxRet,
}));
console.log(JSON.stringify({ classes }));
