import { defineCase } from 'heapwitness/workshop';
import type * as Worker from './worker.js';

export default defineCase({
  id: 'isolation',
  chapter: 1,
  position: 1,
  title: 'One key, many threads, a map each',
  claim:
    'A thread has a map of its own for all its ThreadLocals, so values stay apart; a ThreadLocal object is shared, and once it has been collected, its entries are stale in every thread.',
  source: {
    file: '001_c68f11895515d925.txt',
    quote: '所以，一个线程可以关联多个THreadLocal变量，这也是threadlocals为Map的原因',
    translation: 'So a thread can have several ThreadLocal variables, which is why threadLocals is a map.',
    outcome: 'holds',
    backedBy: ['B5', 'B21', 'D13'],
  },
  why: 'The value is in the thread’s map, not in the ThreadLocal: the ThreadLocal is only the key. Two threads with one key have two entries; remove() takes out the current thread’s. When the key is collected, both entries stay.',
  inShort: {
    stays:
      'shared key dropped: in each thread until a call on its map expunges the entry, or the thread ends; key held: until the thread calls remove() or ends',
    cure: 'remove() in every thread that has set a value, while the program still has the key',
    bound: 'yes: one value for each key and thread',
    collections: 'no: a collection takes the dropped key, and both threads keep their values',
    calls: 'remove(), but only for the thread that calls it',
  },
  worker: new URL('./worker.js', import.meta.url),
  valueClasses: ['Text'],
  cycles: 1,
  variants: {
    'shared-key-dropped': {
      title: 'two virtual threads, the shared key is dropped',
      role: 'leaking',
      stated: { keys: 1, values: 2, staleEntries: 2 },
    },
    'virtual-threads': {
      title: 'two virtual threads of one worker',
      role: 'other',
      stated: { keys: 2, values: 3, staleEntries: 0 },
      facts: {
        'thread 1 reads': ['aaaa', 'bbbb'],
        'thread 2 reads': ['nnnn', 'vvvvv'],
        'after remove() in thread 1, it reads': [null, 'bbbb'],
        'thread 2 still reads': ['nnnn', 'vvvvv'],
      },
    },
    workers: {
      title: 'two worker threads of Node',
      role: 'other',
      stated: { keys: 4, values: 3, staleEntries: 0 },
      facts: {
        'thread 1 reads': ['aaaa', 'bbbb'],
        'thread 2 reads': ['nnnn', 'vvvvv'],
        'after remove() in thread 1, it reads': [null, 'bbbb'],
        'thread 2 still reads': ['nnnn', 'vvvvv'],
      },
    },
  },

  async experiment({ variant, start, collect, look, fact }) {
    const one = await start<typeof Worker>();
    if (variant === 'shared-key-dropped') {
      await one.call('startThreads', ['Thread-0', 'Thread-1']);
      await one.call('set', { thread: 0, first: 'aaaa' });
      await one.call('set', { thread: 1, first: 'nnnn' });
      await look(one, 'key shared');
      await one.call('dropFirstKey');
      await collect(one);
      await look(one, 'after GC');
      return;
    }

    // Thread-1 lives beside Thread-0, or in a worker of its own.
    const two = variant === 'workers' ? await start<typeof Worker>() : one;
    await one.call('startThreads', ['Thread-0']);
    await two.call('startThreads', ['Thread-1']);
    const second = { thread: variant === 'workers' ? 0 : 1 };

    await one.call('set', { thread: 0, first: 'aaaa', second: 'bbbb' });
    await two.call('set', { ...second, first: 'nnnn', second: 'vvvvv' });
    fact('thread 1 reads', await one.call('get', { thread: 0 }));
    fact('thread 2 reads', await two.call('get', second));

    await one.call('remove', { thread: 0 });
    fact('after remove() in thread 1, it reads', await one.call('get', { thread: 0 }));
    fact('thread 2 still reads', await two.call('get', second));
    for (const worker of new Set([one, two])) {
      await collect(worker);
      await look(worker, 'after remove() in thread 1, and GC');
    }
  },
});
