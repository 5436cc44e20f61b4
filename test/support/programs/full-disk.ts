import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { WorkerError } from 'heapwitness';
import { KINDS, withWorker } from '../both-kinds.js';

// full-disk.js thread|process folder: writes a snapshot where no file may be larger than a megabyte.
const [, , kindName, folder = ''] = process.argv;
const kind = KINDS.find(({ kind: name }) => name === kindName) ?? KINDS[0];
if (kind === undefined) throw new Error('no kind');

await withWorker(kind, async (worker) => {
  // After the start, so that this process alone is limited.
  execFileSync('prlimit', [`--pid=${process.pid}`, '--fsize=1000000']);
  try {
    await worker.snapshot(join(folder, 'too-large.heapsnapshot'));
  } catch (error) {
    if (!(error instanceof WorkerError)) throw error;
    console.log(error.code, (error.cause as NodeJS.ErrnoException).code);
  }
  console.log(await worker.call('ping'));
});
