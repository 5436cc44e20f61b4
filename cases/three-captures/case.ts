import { captureBackends } from 'heapwitness';
import { defineCase } from 'heapwitness/workshop';
import type * as Worker from './worker.js';

const REQUESTS = 100;

export default defineCase({
  id: 'three-captures',
  chapter: 6,
  position: 2,
  title: 'Three ways to capture a snapshot',
  claim:
    'The same leak, in a worker process, gives the same counts in a snapshot by Node itself, by heapdump and by v8-profiler-next.',
  source: {
    file: 'beyond the course texts',
    quote: 'heapdump 0.3.15, v8-profiler-next 1.10.0, node:v8',
    translation: 'Three programs that write V8’s heap snapshot, each by its own way into V8.',
    outcome: 'holds',
  },
  why: 'All three ask V8 for the same snapshot of the same heap. In worker threads heapdump crashes, and v8-profiler-next loads only in the first one, so this case’s worker is a process. Where one of them is not installed, it is named with the reason, and the others must still agree.',
  inShort: {
    stays: 'without remove(): until a call on the map expunges the entry, or the thread ends',
    cure: 'remove(), while the program still has the key',
    bound:
      'yes: as soon as new keys fill two thirds of the slots, the map expunges all its stale entries before it grows; this run stopped at 100 values',
    collections: 'no: there is one before each capture, and all captures show the same 100 values',
    calls: 'remove() before the key is dropped; no other call is made here',
  },
  worker: new URL('./worker.js', import.meta.url),
  valueClasses: ['RequestContext'],
  cycles: 1,
  variants: {
    leaking: {
      title: 'without remove()',
      role: 'leaking',
      stated: { keys: 0, values: REQUESTS, staleEntries: REQUESTS },
      facts: { 'values, by every backend that is here': [REQUESTS] },
    },
    cured: {
      title: 'with remove()',
      role: 'cured',
      stated: { keys: 0, values: 0, staleEntries: 0 },
      facts: { 'values, by every backend that is here': [0] },
    },
  },

  async experiment({ variant, startProcess, collect, look, fact, remark }) {
    const worker = await startProcess<typeof Worker>();
    await worker.call('serve', { requests: REQUESTS, remove: variant === 'cured' });

    const counts = new Set<number>();
    for (const { name, available, reason } of await captureBackends()) {
      if (!available) {
        remark(`${name} is absent: ${reason}`);
        continue;
      }
      await collect(worker);
      const heap = await look(worker, `captured by ${name}`, { backend: name });
      counts.add(heap.instances('RequestContext').length);
      remark(`captured by ${name}`);
    }
    fact('values, by every backend that is here', [...counts]);
  },
});
