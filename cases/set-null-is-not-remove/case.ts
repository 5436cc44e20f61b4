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
  why: 'To the map, null is a value like any other (docs/jdk-facts.md, B7). So the old value can be collected, the entry cannot, and when its key has been collected it is one more stale entry, without a value. (No GC is forced before the first look, which still finds no value: taking its snapshot collects garbage first.) A get() shows the difference, too: after set(null) it reads null, after remove() the initial value again.',
  inShort: {
    stays:
      'the value: until the first collection after set(null); its entry: until a call on the map inspects the slot of the stale entry, or the thread ends',
    cure: 'remove()',
    bound:
      'yes: one entry without a value for each key, here 100; if new keys are set, a full map expunges all its stale entries before it grows',
    collections: 'for the value yes: the first one takes it; for the entry no',
    calls: 'remove() takes the entry out; set(null) only lets the value go, and get() then reads null',
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
