import { defineCase, type VariantStatement } from 'heapwitness/workshop';
import type * as Worker from './worker.js';

/** Three for each of the four threads; those that fail are 3, 6, 9 and 12. */
const REQUESTS = 12;

const CLEANED: Pick<VariantStatement, 'role' | 'stated' | 'facts'> = {
  role: 'cured',
  stated: { keys: 1, values: 0, staleEntries: 0 },
  facts: {
    'requests that failed': 4,
    'a request that reads before it sets finds, on each thread': [null, null, null, null],
  },
};

export default defineCase({
  id: 'try-finally',
  chapter: 5,
  position: 1,
  title: 'remove() belongs in finally',
  claim:
    'A remove() after the work is skipped when the work throws; in a finally block, or at the end of a using block, it is not.',
  source: {
    file: '002_4454706f84c15c99.txt',
    quote: '最佳实践：用完后在 finally 块中调用 remove()',
    translation: 'Best practice: after use, call remove() in a finally block.',
    outcome: 'holds',
    backedBy: ['E19'],
  },
  why: 'An exception leaves the method at once, and the line after the work is never reached. The thread goes back to its pool with the user still in its map, until a later request on that thread cleans up. Here four of twelve requests fail: those on pool-2 and pool-3 are followed by a request that goes well, whose set() replaces the old user and whose remove() takes out its own, so only the users of pool-1’s and pool-4’s last requests stay. The key is static and lives either way. userHolder.bind(user) is an addition of this project: it sets the user, and at the end of the block the using declaration removes it.',
  inShort: {
    stays: 'remove() after the work, which throws: until the same thread calls set() or remove(), or ends',
    cure: 'remove() in finally, or using bound = userHolder.bind(user)',
    bound: 'yes: at most one value per thread, because there is one ThreadLocal',
    collections:
      'no: thread, map, entry and value are a chain of strong references; the key is static and stays, too',
    calls:
      'remove(), and the set() of the next request, which replaces the value; not get(), which reads the user of the request before',
  },
  worker: new URL('./worker.js', import.meta.url),
  valueClasses: ['User'],
  cycles: 1,
  variants: {
    'after-the-work': {
      title: 'remove() after the work',
      role: 'leaking',
      stated: { keys: 1, values: 2, staleEntries: 0 },
      facts: {
        'requests that failed': 4,
        'a request that reads before it sets finds, on each thread': ['user-9', null, null, 'user-12'],
      },
    },
    'in-finally': { title: 'remove() in finally', ...CLEANED },
    using: { title: 'using bound = userHolder.bind(user)', ...CLEANED },
  },

  async experiment({ variant, start, collect, look, fact }) {
    const worker = await start<typeof Worker>();
    fact('requests that failed', await worker.call('serve', { requests: REQUESTS, cleaning: variant }));
    await collect(worker);
    await look(worker, 'all requests done, after GC');
    fact('a request that reads before it sets finds, on each thread', await worker.call('whoIsThere'));
  },
});
