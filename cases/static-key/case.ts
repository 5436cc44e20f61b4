import { defineCase } from 'heapwitness/workshop';
import type * as Worker from './worker.js';

const THREADS = 3;
const REQUESTS = 90;

export default defineCase({
  id: 'static-key',
  chapter: 4,
  position: 1,
  title: 'A static ThreadLocal',
  claim:
    'The key of a static ThreadLocal is not collected as long as its class is loaded, so the last value of every thread stays; but one key leaves one entry per thread, where a new key per request leaves one per request.',
  source: {
    file: '004_49a441d6015168d1.txt',
    quote:
      '实际上只要ThreadLocal被定义成static的,那个WeakReference就是没有用的。因为static字段就是强引用,并且只要class load之后就永远可达',
    translation:
      'In fact, as soon as the ThreadLocal is defined as static, that WeakReference is of no use, because a static field is a strong reference, and reachable for ever once the class is loaded.',
    outcome: 'holds in part',
    backedBy: [
      'D1',
      'D13',
      'E19',
      'F2',
      'https://docs.oracle.com/javase/specs/jls/se25/html/jls-12.html#jls-12.7',
      'https://cwiki.apache.org/confluence/display/TOMCAT/MemoryLeakProtection',
    ],
  },
  why: 'So it is: no entry of a static key ever goes stale, and each thread of the pool keeps the value of the last task that set one. (Text 000 says the same of a “phantom reference”; it means the weak one.) It does not follow that static is worse: 90 requests on 3 threads leave 3 values with one static key, because each set overwrites the one before, and 90 with a key per request. “For ever” ends with the class loader: in a redeployed application, a value whose class it loaded keeps the whole loader alive in the threads of the server’s pool, which is the leak that Tomcat warns of. Text 002 is right to advise static final, together with remove().',
  inShort: {
    stays:
      'static key: the last value of each thread, until that thread’s next set() or remove(), or its end; a key per request: until a call on the map expunges the entry, or the thread ends',
    cure: 'remove() when the task ends',
    bound:
      'static key: yes, one value for each key and thread, here 3; a key per request: one per request, here 90, until the map expunges its stale entries before it grows',
    collections: 'no: the static key is never collected; the keys per request are, and their values stay',
    calls: 'remove(); with the static key also the next set(), which replaces the value',
  },
  worker: new URL('./worker.js', import.meta.url),
  valueClasses: ['User'],
  cycles: 1,
  variants: {
    static: {
      title: 'one static key',
      role: 'leaking',
      stated: { keys: 1, values: THREADS, staleEntries: 0 },
    },
    'key-per-request': {
      title: 'a new key per request (the static one is there, unused)',
      role: 'leaking',
      stated: { keys: 1, values: REQUESTS, staleEntries: REQUESTS },
    },
    removed: {
      title: 'one static key, with remove()',
      role: 'cured',
      stated: { keys: 1, values: 0, staleEntries: 0 },
    },
  },

  async experiment({ variant, start, collect, look }) {
    const worker = await start<typeof Worker>();
    await worker.call('startPool', { size: THREADS });
    if (variant === 'key-per-request') await worker.call('serveWithNewKeys', { requests: REQUESTS });
    else await worker.call('serve', { requests: REQUESTS, remove: variant === 'removed' });

    await collect(worker);
    await look(worker, 'all tasks done, after GC');
  },
});
