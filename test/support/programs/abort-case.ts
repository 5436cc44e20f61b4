import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { discoverCases, runCase, selectCases } from '../../../harness/workshop/index.js';

// abort-case.js folder: runs the case `hangs`, aborts when it has looked, and says what it is told and what still runs.
const [found] = selectCases(await discoverCases(process.argv[2] ?? ''), ['hangs']);
if (found === undefined) throw new Error('no case');
const controller = new AbortController();
const options = {
  snapshotFolder: join(tmpdir(), 'snapshots'),
  signal: controller.signal,
  onProgress: () => controller.abort(new Error('enough')),
};

try {
  await runCase(found, options);
} catch (error) {
  console.log((error as Error).message);
}
const processes = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' });
const ours = processes
  .split('\n')
  .filter((line) => line.includes(tmpdir()) || line.includes(` ${process.pid} `));
console.log(`children: ${ours.filter((line) => !/ps -eo|abort-case/.test(line)).length}`);
