import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { checkLeaks } from '../../../harness/check/index.js';

// Terminates the thread that checks a scenario, as test runners do with a late test, and lives on.
if (isMainThread) {
  const worker = new Worker(fileURLToPath(import.meta.url));
  worker.on('message', (step: string) => {
    // The first of them, whichever that is: it depends on how fast iterations are.
    if (step !== 'starting' && step !== 'warm-up')
      void worker.terminate().then(() => console.log('terminated'));
  });
  setInterval(() => undefined, 1000);
} else {
  const options = {
    variant: 'a child that leaks nothing',
    worker: 'process',
    onProgress: (step: string) => parentPort?.postMessage(step),
  } as const;
  await checkLeaks(new URL('../scenarios/processes.js', import.meta.url), options);
}
