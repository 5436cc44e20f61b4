import { defineCase } from 'heapwitness/workshop';
import type * as Worker from './worker.js';

export default defineCase({
  id: 'gc-between-set-and-get',
  chapter: 2,
  position: 2,
  title: 'GC between set and get',
  claim:
    'A garbage collection between set() and get() never makes get() read null: code that can call get() holds the key.',
  source: {
    file: '001_c68f11895515d925.txt',
    quote:
      '既然ThreadLocal的key是弱引用，那么在set方法调用完毕，立马发生GC，此时threadLocal的key为null了，然后再通过get()方法通过当前的threadLocal对象获取value时，就会返回null，此时上层应该怎么处理？',
    translation:
      'Since the key is a weak reference: when a GC happens right after set() has returned, the key is null; if one then asks the current ThreadLocal object for its value with get(), it returns null. How should the caller deal with that?',
    outcome: 'does not hold',
    backedBy: [
      'D13',
      'https://docs.oracle.com/en/java/javase/25/docs/api/java.base/java/lang/ref/package-summary.html',
    ],
  },
  why: 'The question answers itself. “Through the current threadLocal object” means that a strong reference to the key exists, and a weakly referenced object is collected only when there is none. Once the last one is gone, there is nothing left to call get() on.',
  inShort: {
    stays:
      'key held: as long as the key is held, which is no leak; key dropped: until a call on the map expunges the entry, or the thread ends',
    cure: 'nothing to cure while the key is held; remove() before it is dropped',
    bound: 'yes: one value for one key',
    collections:
      'no: a key that is held is never collected; when it is dropped, a collection takes the key and leaves the value',
    calls: 'remove() before the key is dropped; get() only reads the value, also after a collection',
  },
  worker: new URL('./worker.js', import.meta.url),
  valueClasses: ['User'],
  cycles: 1,
  variants: {
    held: {
      title: 'the key is held, as it is wherever get() can be called',
      role: 'other',
      stated: { keys: 1, values: 1, staleEntries: 0 },
      facts: { 'get() after GC': 'Ann' },
    },
    dropped: {
      title: 'the key is dropped',
      role: 'leaking',
      stated: { keys: 0, values: 1, staleEntries: 1 },
      facts: { 'get() after GC': 'get() cannot be called: there is no key' },
    },
  },

  async experiment({ variant, start, collect, look, fact }) {
    const worker = await start<typeof Worker>();
    await worker.call('set');
    await look(worker, 'after set()');

    if (variant === 'dropped') await worker.call('dropKey');
    await collect(worker);
    await look(worker, 'after GC');
    fact('get() after GC', await worker.call('get'));
  },
});
