import { leakTest } from 'heapwitness/node-test';
import { Job, run } from '../src/jobs.js';

leakTest('a job that succeeds is collected', async ({ index }) => {
  await run(new Job(`job ${index}`), async () => {});
});

// This test fails: run() needs a finally.
leakTest('a job that fails stays', async ({ index }) => {
  const fails = async () => {
    throw new Error('no connection');
  };
  await run(new Job(`job ${index}`), fails).catch(() => {});
});
