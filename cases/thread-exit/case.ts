import { defineCase } from 'heapwitness/workshop';
import type * as Worker from './worker.js';

const REQUESTS = 100;
const BYTES = 256 * 1024;
const PATIENCE_MS = 20_000;

export default defineCase({
  id: 'thread-exit',
  chapter: 3,
  position: 5,
  title: 'The thread ends, and everything goes',
  claim:
    'When a thread ends its map goes, and with it every entry, and every value that nothing else refers to; a core thread of a pool does not end.',
  source: {
    file: '000_f9da7c3b5aa43172.txt',
    quote: '当Thread运行结束后，ThreadLocal中的value会被回收，因为没有任何强引用了',
    translation:
      'When the Thread has finished running, the values in the ThreadLocals are collected, because no strong reference is left.',
    outcome: 'holds',
    backedBy: [
      'D15',
      'D16',
      'https://docs.oracle.com/en/java/javase/25/docs/api/java.base/java/util/concurrent/ThreadPoolExecutor.html',
    ],
  },
  why: 'Thread.exit() sets both of the thread’s maps to null. That cuts the chain Thread → ThreadLocalMap → Entry → value at its first link. Pools keep their core threads; threads above that number, and all of a cached pool, end after keepAliveTime without a task, and all that they hold goes with them. When a worker thread of Node ends, its whole isolate goes, and its memory returns to the process.',
  inShort: {
    stays:
      'thread kept by its pool: until it ends, or a call on its map expunges the entries; thread ended: nothing stays',
    cure: 'let the thread end; in a pool, whose core threads do not end, remove()',
    bound: 'yes: here 100 values, and none after the end of the thread',
    collections: 'not while the thread lives; after its end the next one takes all values',
    calls: 'remove() before the key is dropped; no other call is made here',
  },
  worker: new URL('./worker.js', import.meta.url),
  valueClasses: ['Session'],
  cycles: 1,
  variants: {
    alive: {
      title: 'the thread is kept alive by its pool',
      role: 'leaking',
      stated: { keys: 0, values: REQUESTS, staleEntries: REQUESTS },
      facts: { maps: 1 },
    },
    ended: {
      title: 'the virtual thread has ended',
      role: 'cured',
      stated: { keys: 0, values: 0, staleEntries: 0 },
      facts: { maps: 0 },
    },
    'worker-ended': {
      title: 'the worker thread has ended',
      role: 'cured',
      stated: null,
      facts: { 'calling it': 'ERR_WORKER_CLOSED', 'the values’ memory is back with the process': true },
    },
  },

  async experiment({ variant, start, collect, look, fact }) {
    const worker = await start<typeof Worker>();
    await worker.call('serve', { requests: REQUESTS, bytes: BYTES });
    if (variant === 'worker-ended') {
      const alive = process.memoryUsage.rss();
      await worker.close();
      fact('calling it', await refusal(worker.call('endThread')));
      fact('the values’ memory is back with the process', await fallsBy((REQUESTS * BYTES) / 2, alive));
      return;
    }
    if (variant === 'ended') await worker.call('endThread');
    await collect(worker);
    const heap = await look(worker, 'after GC');
    fact('maps', heap.instances('ThreadLocalMap').length);
  },
});

/** Waits until this process has given back so many bytes: the system takes the pages of a dead isolate in the background. */
async function fallsBy(bytes: number, before: number): Promise<boolean> {
  const deadline = performance.now() + PATIENCE_MS;
  while (before - process.memoryUsage.rss() < bytes) {
    if (performance.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return true;
}

async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'answered';
  } catch (error) {
    return (error as { code: string }).code;
  }
}
