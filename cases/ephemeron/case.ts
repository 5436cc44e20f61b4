import { defineCase } from 'heapwitness/workshop';
import type * as Worker from './worker.js';

const REQUESTS = 100;

export default defineCase({
  id: 'ephemeron',
  chapter: 2,
  position: 4,
  title: 'JavaScript’s own cure: WeakMap',
  claim:
    'In a WeakMap a value lives only as long as its key is reachable from elsewhere, even when the value refers to the key.',
  source: {
    file: 'beyond the course texts: ECMA-262, 6th edition, 23.3',
    quote:
      'If an object that is being used as the key of a WeakMap key/value pair is only reachable by following a chain of references that start within that WeakMap, then that key/value pair is inaccessible and is automatically removed from the WeakMap.',
    translation: 'So a path from the value back to its own key does not count.',
    outcome: 'holds',
    backedBy: [
      'D2',
      'D14',
      'https://docs.oracle.com/en/java/javase/25/docs/api/java.base/java/util/WeakHashMap.html',
    ],
  },
  why: 'A WeakMap’s pair is an ephemeron: the collector follows the reference to the value only after it has found the key alive by another way. An Entry of a ThreadLocalMap is an ordinary object with a weak and a strong reference. The collector follows the strong one at once, without asking about the key, so the value stays when the key is dead, and keeps the key alive when it refers to it. Java’s collectors have no ephemerons; its WeakHashMap has the same weakness and its documentation warns of it.',
  inShort: {
    stays: 'Map: until the pair is deleted; WeakMap: as long as its key is reachable from elsewhere',
    cure: 'a WeakMap',
    bound:
      'Map: no, one pair more per key; WeakMap: yes, one value for each key that is still reachable from elsewhere',
    collections: 'Map: no; WeakMap: yes, the first one after the keys are dropped takes keys and values',
    calls: 'Map: only delete() or clear(); WeakMap: none is needed',
  },
  worker: new URL('./worker.js', import.meta.url),
  valueClasses: ['Session'],
  cycles: 1,
  variants: {
    map: {
      title: 'Map, keys dropped',
      role: 'leaking',
      stated: { keys: 0, values: REQUESTS, staleEntries: 0 },
      facts: { 'instances of Key': REQUESTS },
    },
    'weak-map': {
      title: 'WeakMap, keys dropped',
      role: 'cured',
      stated: { keys: 0, values: 0, staleEntries: 0 },
      facts: { 'instances of Key': 0 },
    },
    'weak-map-keys-held': {
      title: 'WeakMap, keys held',
      role: 'other',
      stated: { keys: 0, values: REQUESTS, staleEntries: 0 },
      facts: { 'instances of Key': REQUESTS },
    },
  },

  async experiment({ variant, start, collect, look, fact }) {
    const worker = await start<typeof Worker>();
    await worker.call('fill', { into: variant === 'map' ? 'Map' : 'WeakMap', requests: REQUESTS });
    if (variant !== 'weak-map-keys-held') await worker.call('dropKeys');
    await collect(worker);
    const heap = await look(worker, 'after GC');
    fact('instances of Key', heap.instances('Key').length);
  },
});
