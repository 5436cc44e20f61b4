import { defineCase } from 'heapwitness/workshop';
import type * as Worker from './worker.js';

export default defineCase({
  id: 'stale-read',
  chapter: 4,
  position: 2,
  title: 'The next request is from another user',
  claim:
    'A thread that is used again reads what the task before it has left: through the value that leaks, a request also gets another user’s data.',
  source: {
    file: '002_4454706f84c15c99.txt',
    quote: '上一个任务的 ThreadLocal 值可能被下一个任务读到',
    translation: 'The ThreadLocal value of one task may be read by the next task.',
    outcome: 'holds',
    backedBy: ['B21', 'E19'],
  },
  why: '“May” is the word: the value is in the thread’s map, and get() asks the map of the thread it runs in. A visitor who is served by the thread that has just served Ann is taken for Ann; on any other thread nothing is wrong, which is why tests with few requests seldom find it. remove() in a finally block makes every task leave its thread as it found it.',
  inShort: {
    stays: 'without remove(): until the same thread calls set() or remove(), or ends',
    cure: 'remove() in finally',
    bound: 'yes: one value per thread; but it is another user’s data',
    collections: 'no: the program holds the key, so its entry is never stale, and the value stays',
    calls: 'remove(), or a set() of the next user; get() reads the user before',
  },
  worker: new URL('./worker.js', import.meta.url),
  valueClasses: ['User'],
  cycles: 1,
  variants: {
    'same-thread': {
      title: 'no remove(), the same thread serves both',
      role: 'leaking',
      stated: { keys: 1, values: 1, staleEntries: 0 },
      facts: { 'Ann is': 'Ann', 'the visitor is': 'Ann' },
    },
    'other-thread': {
      title: 'no remove(), another thread serves the visitor',
      role: 'leaking',
      stated: { keys: 1, values: 1, staleEntries: 0 },
      facts: { 'Ann is': 'Ann', 'the visitor is': null },
    },
    removed: {
      title: 'remove() in finally, the same thread serves both',
      role: 'cured',
      stated: { keys: 1, values: 0, staleEntries: 0 },
      facts: { 'Ann is': 'Ann', 'the visitor is': null },
    },
  },

  async experiment({ variant, start, collect, look, fact }) {
    const worker = await start<typeof Worker>();
    const remove = variant === 'removed';
    fact('Ann is', await worker.call('serve', { thread: 0, user: 'Ann', remove }));

    const thread = variant === 'other-thread' ? 1 : 0;
    fact('the visitor is', await worker.call('serve', { thread, user: null, remove }));
    await collect(worker);
    await look(worker, 'both served, after GC');
  },
});
