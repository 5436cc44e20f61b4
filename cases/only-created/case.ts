import { defineCase } from 'heapwitness/workshop';
import type * as Worker from './worker.js';

const REQUESTS = 100;

export default defineCase({
  id: 'only-created',
  chapter: 3,
  position: 3,
  title: 'Created, and never used',
  claim:
    'A ThreadLocal that is created and never used leaves nothing behind: an entry is made by the first set, or by the first get.',
  source: {
    file: '003_8335992e9ec8360e.txt',
    quote:
      '这样做只能是尽可能避免内存泄露，但并不会完全解决内存泄露这个问题。比如极端情况，我们只创建ThreadLocal但不调用set、get、remove方法等。',
    translation:
      'This only avoids memory leaks as far as possible, it does not solve the problem altogether. In an extreme case, for example, we only create a ThreadLocal but do not call set, get, remove and so on.',
    outcome: 'holds in part',
    backedBy: ['A3', 'B1', 'B2'],
  },
  why: 'The first sentence is right, the example is not: the constructor only takes a hash code and registers in no thread. 100 ThreadLocals that were only created make 0 entries, the thread has not even a map, and all 100 are collected once dropped. The example becomes right with one word changed: set (or get) the ThreadLocal once, and call nothing afterwards. A get alone is enough, because it stores the initial value.',
  inShort: {
    stays:
      'only created: nothing stays; one get each: the initial values, until a call on the map expunges their entries, or the thread ends',
    cure: 'only created: nothing to cure; after a get(): remove() before the key is dropped',
    bound: 'yes: only created, nothing; otherwise one value for each key that was read, here 100',
    collections:
      'only created: the keys are collected, and nothing else is there; one get each: no, the keys are collected and the values stay',
    calls: 'remove(); a get() does the opposite: it stores the initial value',
  },
  worker: new URL('./worker.js', import.meta.url),
  valueClasses: ['RequestContext'],
  cycles: 1,
  variants: {
    read: {
      title: 'one get each, and nothing afterwards',
      role: 'leaking',
      stated: { keys: 0, values: REQUESTS, staleEntries: REQUESTS },
      facts: { 'maps of the thread': 1 },
    },
    created: {
      title: 'only created',
      role: 'other',
      stated: { keys: 0, values: 0, staleEntries: 0 },
      facts: { 'maps of the thread': 0 },
    },
  },

  async experiment({ variant, start, collect, look, fact }) {
    const worker = await start<typeof Worker>();
    await worker.call('create', { requests: REQUESTS });
    if (variant === 'read') await worker.call('getEach');
    await look(worker, 'keys held');

    await worker.call('dropKeys');
    await collect(worker);
    const heap = await look(worker, 'after GC');
    fact('maps of the thread', heap.instances('ThreadLocalMap').length);
  },
});
