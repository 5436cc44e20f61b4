import { defineCase } from 'heapwitness/workshop';
import type * as Worker from './worker.js';

/** Per batch. The collection comes at its end, so all keys of one batch are there till then. */
const REQUESTS = 50;
const CYCLES = 3;

export default defineCase({
  id: 'value-holds-key',
  chapter: 4,
  position: 3,
  title: 'A value that refers to its key',
  claim:
    'As long as the thread lives, a value that refers to its own ThreadLocal keeps its key, so the entry is not stale: without remove(), each request with a key of its own leaves one entry more.',
  source: {
    file: '001_c68f11895515d925.txt',
    quote: 'key为空的话value是无效数据，久而久之，value累加就会导致内存泄漏。',
    translation:
      'When the key is null the value is useless data; as time goes by the values add up, and that leads to a memory leak.',
    outcome: 'holds in part',
    backedBy: ['D14', 'D17'],
  },
  why: 'The statement holds in part: values do add up, but not those whose key is null, that is, collected. The sets of later requests expunge these stale entries, so here 50 values are there after each batch of 50 requests: those of that batch, whose keys are only collected at its end. What adds up has a key that is alive: Thread → ThreadLocalMap → Entry → value → key is a chain of strong references all the way, so the weak one beside it is of no use (docs/jdk-facts.md, D14). To the map such an entry looks like one that is needed. Here the number grew by 50 with each batch (50, 100, 150). Only a call with that very key would let go of such a value, remove() or set(), and after the request nobody has the key.',
  inShort: {
    stays:
      'value refers to its key: until the thread ends, unless remove() was called while the key was at hand; value does not: until a call on the map expunges the stale entry, or the thread ends',
    cure: 'remove() in the same request; a value that does not refer to its key still leaks, but the number does not grow',
    bound:
      'value refers to its key: no, 50 more after each 50 requests; value does not: yes, 50 after each batch',
    collections:
      'no: if the value refers to its key, neither is collected; if not, the key is collected and the value stays',
    calls:
      'remove() in the same request; if the value does not refer to its key, also a later set() of a new key, or a get() that misses, but only for stale entries among the slots that it inspects',
  },
  worker: new URL('./worker.js', import.meta.url),
  valueClasses: ['Session'],
  cycles: CYCLES,
  variants: {
    cycle: {
      title: 'the value refers to its key',
      role: 'leaking',
      stated: { keys: CYCLES * REQUESTS, values: CYCLES * REQUESTS, staleEntries: 0 },
      facts: { 'values after each batch': [REQUESTS, 2 * REQUESTS, 3 * REQUESTS] },
    },
    'no-cycle': {
      title: 'the value does not refer to its key',
      role: 'other',
      stated: { keys: 0, values: REQUESTS, staleEntries: REQUESTS },
      facts: { 'values after each batch': [REQUESTS, REQUESTS, REQUESTS] },
    },
    removed: {
      title: 'the value refers to its key, and remove() is called',
      role: 'cured',
      stated: { keys: 0, values: 0, staleEntries: 0 },
      facts: { 'values after each batch': [0, 0, 0] },
    },
  },

  async experiment({ variant, cycles, start, collect, look, fact }) {
    const worker = await start<typeof Worker>();
    const values: number[] = [];
    for (const cycle of cycles) {
      await worker.call('serve', {
        requests: REQUESTS,
        knowsKey: variant !== 'no-cycle',
        remove: variant === 'removed',
      });
      await collect(worker);
      const heap = await look(worker, `after ${cycle * REQUESTS} requests and GC`);
      values.push(heap.instances('Session').length);
    }
    fact('values after each batch', values);
  },
});
