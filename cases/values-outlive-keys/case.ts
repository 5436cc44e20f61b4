import { expect, use } from 'chai';
import { defineCase } from 'heapwitness/workshop';
import heapwitness from 'heapwitness/chai';
import type * as Worker from './worker.js';

use(heapwitness);

const REQUESTS = 100;
/** Where 100 keys put in one by one end up: the table doubles at 10, 21, 42 and 85. */
const TABLE_LENGTH = 256;

export default defineCase({
  id: 'values-outlive-keys',
  chapter: 1,
  position: 2,
  title: 'The key dies, the value stays',
  claim:
    'The key of a ThreadLocalMap entry is weak and is collected; the value is strong: if remove() was not called while the key was held, it stays until a call on the map expunges the stale entry, or until the thread ends.',
  source: {
    file: '003_8335992e9ec8360e.txt',
    quote:
      '**key会在垃圾回收的时候被回收掉，而key对应的value则不会被回收，这会导致一种现象：key为null，value有值。**',
    translation:
      'The key is collected by the garbage collector, but the value that belongs to it is not; so the key is null and the value is there.',
    outcome: 'holds in part',
    backedBy: ['B15', 'D2', 'D3', 'D13', 'D15', 'F2'],
  },
  why: 'Thread → ThreadLocalMap → Entry → value is a chain of strong references, and a core thread of a pool does not end for being idle. Only the reference from the entry to its key is weak. So the collector may take the key as soon as no strong reference leads to it (the text leaves that out: a static key stays), and must not take the value. Of the three endings this case shows the first, remove(); the second is in “Nothing cleans what nothing walks over”, the third in “The thread ends, and everything goes”. The get() of a new key comes after the last look: it meets a stale entry there, and reads none of the old values.',
  inShort: {
    stays: 'without remove(): until a call on the map expunges the entry, or the thread ends',
    cure: 'remove(), while the program still has the key',
    bound:
      'yes: as soon as new keys fill two thirds of the slots (170 of 256), the map expunges all its stale entries before it grows; this run stopped at 100 values',
    collections: 'no: GCs were forced three times, and each time 100 values were alive after it',
    calls:
      'remove(), on the same thread, before the key is dropped; later, of other keys, a set() that stores a new one, a remove() that finds its key, and a get() that misses, but only for stale entries among the slots that they inspect',
  },
  worker: new URL('./worker.js', import.meta.url),
  valueClasses: ['RequestContext'],
  cycles: 3,
  variants: {
    leaking: {
      title: 'without remove()',
      role: 'leaking',
      stated: { keys: 0, values: REQUESTS, staleEntries: REQUESTS },
      facts: { 'get() of a new key, which begins to search in the first key’s slot': null },
      keepSnapshot: true,
    },
    cured: {
      title: 'with remove()',
      role: 'cured',
      stated: { keys: 0, values: 0, staleEntries: 0 },
      facts: { 'get() of a new key, which begins to search in the first key’s slot': null },
      keepSnapshot: true,
    },
  },

  async experiment({ variant, cycles, start, collect, look, fact }) {
    const worker = await start<typeof Worker>();
    await worker.call('serve', { requests: REQUESTS });
    const before = await look(worker, 'keys held');

    if (variant === 'cured') await worker.call('removeAll');
    await worker.call('dropKeys');

    let heap = before;
    for (const cycle of cycles) {
      await collect(worker);
      heap = await look(worker, cycle === 1 ? 'keys dropped, after GC 1' : `after GC ${cycle}`);
    }

    expect(heap).to.have.collected(REQUESTS).instancesOf('ThreadLocal').since(before);
    if (variant === 'leaking') {
      expect(heap).to.retain(REQUESTS).instancesOf('RequestContext').through('ThreadLocalMap', 'Entry');
    } else {
      expect(heap).to.have.collected(REQUESTS).instancesOf('RequestContext').since(before);
    }
    fact(
      'get() of a new key, which begins to search in the first key’s slot',
      await worker.call('readBack', { requests: REQUESTS, slots: TABLE_LENGTH }),
    );
  },
});
