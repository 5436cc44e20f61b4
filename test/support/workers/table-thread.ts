import { parentPort } from 'node:worker_threads';
import { ThreadLocal } from '../../../harness/workshop/thread-local/index.js';

/** A thread whose table has one live entry and four stale ones. */
const kept = new ThreadLocal<object>();
kept.set({});
for (let task = 0; task < 4; task++) new ThreadLocal<object>().set({ task });

// The keys are released when this job has ended.
setImmediate(() => parentPort?.postMessage('ready'));
parentPort?.on('message', () => parentPort?.postMessage(kept.get()));
