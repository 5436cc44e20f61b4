import { defineCase } from 'heapwitness/workshop';
import type * as Worker from './worker.js';

/** With the busy key that is 101 entries, in a table of 256 slots. */
const REQUESTS = 100;
const FIRST_HOME = 10;
const COLLECTIONS = 20;
const LEFT_ALONE = { keys: 1, values: REQUESTS + 1, staleEntries: REQUESTS };

export default defineCase({
  id: 'never-touched-again',
  chapter: 3,
  position: 2,
  title: 'Nothing cleans what nothing walks over',
  claim:
    'No collection ever expunges an entry; a call on the map does, but only in the slots that it inspects: here all stale entries, half of them, or none.',
  source: {
    file: '004_49a441d6015168d1.txt',
    quote:
      '虽然ThreadLocalMap提供了set,get,remove方法在一些时机下会对这些Entry项进行清理,但是这是不及时的,也不是每次都会执行的,所以一些情况下还是会发生内存泄露',
    translation:
      'Although the set, get and remove of ThreadLocalMap clean these entries up on some occasions, that is not in time and is not done every time; so in some situations there is a leak all the same.',
    outcome: 'holds',
    backedBy: ['B17', 'D9', 'D11', 'D17', 'D18', 'F2'],
  },
  why: 'The collector knows nothing of a ThreadLocalMap: it only clears the weak references of its entries. A get or set that hits at its key’s home slot looks at that slot alone: 1,000 of each clean nothing, so the “at every get/set/remove” of text 000 says too much. A get that misses expunges what is stale from its home slot to the end of the run it starts in, then stores null and looks at a few slots more: 7 in a map of 102 entries (log2, plus one). Each stale entry that it finds there makes it search further. Keys that were created one after the other are spread over the table, so the search goes on from one to the next until all 100 are expunged. Keys that stand side by side, in slots 10 to 109, are not reached by a search from slot 200; a search from slot 60 expunges those in slots 60 to 109, because it always goes on to the next slot (slot 0 comes after the last one).',
  inShort: {
    stays:
      'no call, hits, or a miss elsewhere: all 100 values; a miss among them: 50; in sequence: none. What is left stays until a call on the map expunges it, or the thread ends',
    cure: 'remove() before the key is dropped; a get() that misses expunges only what it inspects',
    bound:
      'yes: as soon as new keys fill two thirds of the slots (170 of 256), the map expunges all its stale entries before it grows; this run stopped at 100 values',
    collections: 'no: after 20 more rounds of full GCs all 100 values are there',
    calls:
      'a get() that misses, in the slots it inspects; 1,000 get() and 1,000 set() that hit at their home slot expunge nothing',
  },
  worker: new URL('./worker.js', import.meta.url),
  valueClasses: ['RequestContext'],
  cycles: 1,
  variants: {
    idle: {
      title: 'no call at all, and full GCs forced 20 times',
      role: 'leaking',
      stated: LEFT_ALONE,
      facts: { 'times that full GCs were forced': COLLECTIONS },
    },
    'hits-at-home': {
      title: '1,000 gets and sets that hit at their home slot',
      role: 'leaking',
      stated: LEFT_ALONE,
    },
    'misses-elsewhere': {
      title: 'one get that misses, far from keys that stand side by side',
      role: 'leaking',
      stated: { ...LEFT_ALONE, keys: 2 },
    },
    'misses-among-them': {
      title: 'one get that misses, in the middle of keys that stand side by side',
      role: 'leaking',
      stated: { keys: 2, values: REQUESTS / 2 + 1, staleEntries: REQUESTS / 2 },
    },
    'misses-in-sequence': {
      title: 'one get that misses, with all keys made one after the other',
      role: 'other',
      stated: { keys: 2, values: 1, staleEntries: 0 },
    },
  },

  async experiment({ variant, start, collect, look, fact }) {
    const sideBySide = variant === 'misses-elsewhere' || variant === 'misses-among-them';
    const worker = await start<typeof Worker>();
    await worker.call('serve', { requests: REQUESTS, firstHome: sideBySide ? FIRST_HOME : null });
    await worker.call('dropKeys');
    await collect(worker);
    await look(worker, 'keys collected');

    if (variant === 'idle') {
      let times = 0;
      for (; times < COLLECTIONS; times++) await collect(worker);
      fact('times that full GCs were forced', times);
    }
    if (variant === 'hits-at-home') await worker.call('hitAtHome', { times: 1000 });
    if (variant === 'misses-elsewhere') await worker.call('miss', { home: 200 });
    if (variant === 'misses-among-them') await worker.call('miss', { home: FIRST_HOME + REQUESTS / 2 });
    if (variant === 'misses-in-sequence') await worker.call('miss', { home: null });
    await collect(worker);
    await look(worker, 'later');
  },
});
