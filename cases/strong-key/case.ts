import { defineCase, walkTables } from 'heapwitness/workshop';
import type * as Worker from './worker.js';

/** One less than fills a table of 16 slots to its threshold of 10. */
const REQUESTS = 9;
const NEW_KEYS = 16;

export default defineCase({
  id: 'strong-key',
  chapter: 2,
  position: 1,
  title: 'Would a strong key help?',
  claim:
    'The leak does not come from the weak key: with strong keys it is worse, because the map can no longer see which entries are not needed any more.',
  source: {
    file: '000_f9da7c3b5aa43172.txt',
    quote:
      '内存泄露与key是强引用还是弱引用 没有关系, 在池化环境下, 都会产生内存泄露, 只是对key为null的对象自动进行了特殊清理',
    translation:
      'The memory leak has nothing to do with whether the key is a strong or a weak reference; in a pooled environment both leak, only that objects whose key is null get a special automatic clean-up.',
    outcome: 'holds in part',
    backedBy: ['D2', 'D9', 'D14', 'F2'],
  },
  why: 'A collected key is the map’s only sign that an entry is not needed any more. A strong key is not collected while its entry is in the map of a thread that lives, so no call but remove() takes that out, and key and value both stay. With weak keys the values stay, too, until a call expunges the entries: here a get() of a new key, which looks for stale entries behind the one that it stores. remove() works either way. The text is right that both leak; it makes a difference all the same. Java has no map with strong keys: that half is this case’s own code.',
  inShort: {
    stays:
      'strong keys without remove(): until the thread ends, whatever is called with other keys; weak keys: until a call on the map expunges the stale entry, or the thread ends',
    cure: 'remove(), with either kind of key; weak keys only give later calls a chance to clean up',
    bound:
      'strong keys: no, one entry more for each request with a key of its own; weak keys, once they are collected: yes, the map expunges all its stale entries before it grows (neither is run here: 9 requests)',
    collections:
      'strong keys: no, not even the keys are collected; weak keys: no, they take the keys, and the values stay',
    calls:
      'remove(); with weak keys also the get() and remove() of 16 new keys, which expunged all 9 stale entries; with strong keys these expunged none',
  },
  worker: new URL('./worker.js', import.meta.url),
  valueClasses: ['RequestContext'],
  cycles: 1,
  variants: {
    strong: {
      title: 'strong keys, and self-cleaning calls',
      role: 'leaking',
      stated: { keys: REQUESTS, values: REQUESTS, staleEntries: 0 },
      facts: { 'stale entries before the cleaning calls': 0 },
    },
    weak: {
      title: 'weak keys, and the same calls',
      role: 'cured',
      stated: { keys: 0, values: 0, staleEntries: 0 },
      facts: { 'stale entries before the cleaning calls': REQUESTS },
    },
    'strong-removed': {
      title: 'strong keys, with remove()',
      role: 'cured',
      stated: { keys: 0, values: 0, staleEntries: 0 },
      facts: { 'stale entries before the cleaning calls': 0 },
    },
    'weak-removed': {
      title: 'weak keys, with remove()',
      role: 'cured',
      stated: { keys: 0, values: 0, staleEntries: 0 },
      facts: { 'stale entries before the cleaning calls': 0 },
    },
  },

  async experiment({ variant, start, collect, look, fact }) {
    const worker = await start<typeof Worker>();
    if (variant.startsWith('strong')) await worker.call('useStrongKeys');
    await worker.call('serve', { requests: REQUESTS });
    await look(worker, 'keys held');

    if (variant.endsWith('removed')) await worker.call('removeAll');
    await worker.call('dropKeys');
    await collect(worker);
    await look(worker, 'after GC');
    const tables = await walkTables(worker);
    const stale = tables.flatMap(({ slots }) => slots.filter(({ state }) => state === 'stale'));
    fact('stale entries before the cleaning calls', stale.length);

    await worker.call('getNewKeys', { count: NEW_KEYS });
    await collect(worker);
    await look(worker, 'after the cleaning calls');
  },
});
