import { startWorkerProcess } from 'heapwitness';
import { workerModule } from '../both-kinds.js';
import type * as Obliging from '../workers/obliging.js';

// Its worker process loops, and says so; SIGTERM makes it exit.
process.once('SIGTERM', () => process.exit());
const worker = await startWorkerProcess<typeof Obliging>(workerModule('obliging'));
await worker.call('loopAloud');
