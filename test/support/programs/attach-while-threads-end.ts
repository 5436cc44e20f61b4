// Attaches to the threads of this process again and again, while short-lived ones come and go.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { ProcessSessions } from '../../../harness/isolates/program/connected/index.js';

/** Enough to end the process each time if the main thread were connected to its own inspector; see docs/decisions.md. */
const [times = '100'] = process.argv.slice(2);
/** Ended threads that each run sees at least. */
const LEAST_ENDED = 50;
const over = new AbortController();
const counted = { ended: 0 };

async function churn(): Promise<void> {
  while (!over.signal.aborted) {
    await once(new Worker('', { eval: true }), 'exit');
    counted.ended += 1;
  }
}

const churning = Array.from({ length: 6 }, churn);
for (let time = 0; time < Number(times) || counted.ended < LEAST_ENDED; time++) {
  const sessions = await ProcessSessions.ofThisProcess();
  sessions.close();
  await new Promise((resolve) => setImmediate(resolve));
}
over.abort();
await Promise.all(churning);
process.stdout.write('attached');
