import { KINDS, withWorker } from '../both-kinds.js';

// prints.js thread|process: has a worker print, then ends.
const kind = KINDS.find((one) => one.kind === process.argv[2]) ?? KINDS[0];
if (kind !== undefined) {
  await withWorker(kind, (worker) => worker.call('print', { out: 'to stdout', err: 'to stderr' }));
}
