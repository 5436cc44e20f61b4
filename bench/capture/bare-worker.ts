/** A worker without any of ours that holds the same heap: fills it, says so, and waits. */
import { parentPort, workerData } from 'node:worker_threads';
import { fill } from './application-worker.js';

const filled = fill(workerData as { customers: number; seed: number });
parentPort?.on('message', () => process.exit());
parentPort?.postMessage(filled, []);
