import { startWorkerProcess } from 'heapwitness';
import { workerModule } from '../both-kinds.js';
import type * as Obliging from '../workers/obliging.js';

// Prints the pid of its worker process, and waits to be killed.
const worker = await startWorkerProcess<typeof Obliging>(workerModule('obliging'));
console.log(await worker.call('pid'));
