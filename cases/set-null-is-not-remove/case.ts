import { defineCase } from 'heapwitness/workshop';
import type * as Worker from './worker.js';

const REQUESTS = 100;

export default defineCase({
  id: 'set-null-is-not-remove',
  chapter: 3,
  position: 4,
  title: 'set(null) is not remove()',
  claim:
    'After set(null) the value can be collected, but the entry stays and keeps its slot; remove() takes the entry out.',
  source: {
    file: '003_8335992e9ec8360e.txt',
    quote:
      '每次使用完ThreadLocal都调用它的remove()方法清除数据。因为它的remove()方法会主动将当前的key和value(Entry)进行清除。',
    translation:
      'Call remove() each time you have finished with a ThreadLocal, to clear its data, because remove() actively clears the current key and value (the Entry).',
    outcome: 'holds',
    backedBy: ['B4', 'B7', 'D2', 'D5', 'F2'],
  },
  why: 'set(null) only replaces the value of the entry by null, which the map treats like any other value (docs/jdk-facts.md, B7). The old value can be collected. The entry cannot, because the references from the thread to its map and on to the entry are strong; when its key has been collected, the entry becomes stale, and has no value. (No GC is forced before the first look, which still finds no value: taking its snapshot collects garbage first.) A get() shows the difference, too: after set(null) it reads null, after remove() the initial value again.',
  inShort: {
    stays:
      'the value: the first full GC after set(null) takes it; its entry: until remove() or, once its key was collected, until a call on the map expunges it, or until the thread ends',
    cure: 'remove(), on the same thread, while the program still has the key',
    bound:
      'yes, once the keys are collected: if new keys are set, the map expunges all its stale entries before it grows (not run here); this run stopped at 100 entries without a value',
    collections: 'the first full GC takes the value, and more are not needed; none takes the entry',
    calls:
      'remove() takes the entry out; set(null) only lets the value go, and get() then reads null; calls with other keys expunge a stale entry only among the slots that they inspect',
  },
  worker: new URL('./worker.js', import.meta.url),
  valueClasses: ['RequestContext'],
  cycles: 1,
  variants: {
    'set-null': {
      title: 'set(null)',
      role: 'leaking',
      stated: { keys: 0, values: 0, staleEntries: REQUESTS },
      facts: { 'entries while the keys are held': REQUESTS, 'the next get() reads': null },
    },
    removed: {
      title: 'remove()',
      role: 'cured',
      stated: { keys: 0, values: 0, staleEntries: 0 },
      facts: { 'entries while the keys are held': 0, 'the next get() reads': 'guest' },
    },
  },

  async experiment({ variant, start, collect, look, fact }) {
    const worker = await start<typeof Worker>();
    const clear = variant === 'removed' ? 'remove' : 'setNull';
    await worker.call('serve', { requests: REQUESTS });
    await worker.call(clear);
    const held = await look(worker, `after ${clear}`);
    fact('entries while the keys are held', held.instances('Entry').length);

    fact('the next get() reads', await worker.call('read'));
    await worker.call(clear);
    await worker.call('dropKeys');
    await collect(worker);
    await look(worker, 'keys dropped, after GC');
  },
});
