import type { WorkerError } from 'heapwitness';
import { defineCase } from 'heapwitness/workshop';
import type * as Worker from './worker.js';

const LIMITS = { maxOldGenerationSizeMb: 24, maxYoungGenerationSizeMb: 8 };
/** 32 MiB have room for 8,192 values of 4 KiB; Node needs some of it, and V8 gives a little more before it gives up. */
const FEWEST = 2_000;
const MOST = 10_000;

export default defineCase({
  id: 'out-of-memory',
  chapter: 4,
  position: 4,
  title: 'Until memory runs out',
  claim:
    'Values that pile up end in an out-of-memory error; with remove(), ten times the load leaves no value behind.',
  source: {
    file: '000_f9da7c3b5aa43172.txt',
    quote: '因为调用链中的 value 和 Thread 存在强引用，所以value无法被回收，就有可能出现OOM。',
    translation:
      'Because in the chain of calls there is a strong reference between Thread and value, the value cannot be collected, and so an OOM is possible.',
    outcome: 'holds',
    backedBy: ['D14', 'D17'],
  },
  why: 'Possible, and here certain: the values refer to their keys, so nothing is ever stale (see value-holds-key), and each request leaves 4 KiB for good. A heap of 32 MiB has room for 8,192 such values, less what Node itself needs. The texts say it of values whose keys are null; those are cleaned up, late but in the end, when new keys are set, and pile up only that far. With remove() no value is left after 100,000 requests.',
  inShort: {
    stays: 'without remove(): until the worker is out of memory and ends',
    cure: 'remove() in finally',
    bound: 'without remove(): no, 4 KiB more per request up to the limit of the heap',
    collections: 'no: each value, and by it its key, is strongly reachable from the thread',
    calls: 'only remove(): set() expunges stale entries, and here none is ever stale',
  },
  worker: new URL('./worker.js', import.meta.url),
  valueClasses: ['Session'],
  cycles: 1,
  variants: {
    leaking: {
      title: 'without remove()',
      role: 'leaking',
      stated: null,
      facts: {
        'it ends with': 'ERR_WORKER_OUT_OF_MEMORY',
        [`requests before the end, within ${FEWEST} and ${MOST}`]: true,
      },
    },
    cured: {
      title: 'with remove(), ten times as many requests as the other can serve at most',
      role: 'cured',
      stated: { keys: 0, values: 0, staleEntries: 0 },
      facts: { 'it ends with': 'nothing: it lives', 'requests served': 10 * MOST },
    },
  },

  async experiment({ variant, start, collect, look, fact, remark }) {
    const worker = await start<typeof Worker>({ resourceLimits: LIMITS });
    const remove = variant === 'cured';
    const requests = 10 * MOST;
    const progress = new SharedArrayBuffer(4);
    fact('it ends with', await endOf(worker.call('serve', { requests, remove, progress })));

    const [served = 0] = new Int32Array(progress);
    remark(`${served} requests served`);
    if (variant === 'leaking') {
      fact(`requests before the end, within ${FEWEST} and ${MOST}`, FEWEST <= served && served <= MOST);
      return;
    }
    fact('requests served', served);
    await collect(worker);
    await look(worker, 'after GC');
  },
});

async function endOf(call: Promise<void>): Promise<string> {
  try {
    await call;
    return 'nothing: it lives';
  } catch (error) {
    return (error as WorkerError).code;
  }
}
