import { defineCase } from 'heapwitness/workshop';
import type * as Worker from './worker.js';

/** At once, so that the pool needs a thread for each. */
const TASKS = 4;
/** Per task. */
const REQUESTS = 25;

type Variant = 'fixed' | 'above-core' | 'cached' | 'cached-busy';

/** How many threads stay although they are idle. */
const CORE: Readonly<Record<Variant, number>> = {
  fixed: TASKS,
  'above-core': 2,
  cached: 0,
  'cached-busy': 0,
};

export default defineCase<Variant>({
  id: 'keep-alive',
  chapter: 3,
  position: 6,
  title: 'Pools whose threads end',
  claim:
    'A thread above the core size of its pool ends when it was idle for keepAliveTime, and all that it held goes with it. Core threads do not end for being idle; nor does a thread that gets a task more often than that. What their maps hold stays as long as no task removes or expunges it.',
  source: {
    file: 'beyond the course texts: JDK, java.util.concurrent.ThreadPoolExecutor',
    quote:
      'when the number of threads is greater than the core, this is the maximum time that excess idle threads will wait for new tasks before terminating.',
    translation:
      'On keepAliveTime: 60 seconds and a core of 0 for Executors.newCachedThreadPool; all threads are core threads for newFixedThreadPool.',
    outcome: 'holds',
    backedBy: [
      'D15',
      'D16',
      'https://docs.oracle.com/en/java/javase/25/docs/api/java.base/java/util/concurrent/ThreadPoolExecutor.html',
    ],
  },
  why: 'Each of four tasks serves 25 requests, each with a new key that nobody keeps. Entries refer weakly to keys and strongly to values: the keys are collected, and the 100 values stay while the thread lives and no call expunges their entries. What ends the leak is the end of the thread (see “The thread ends, and everything goes”), not that it is idle. The pool starts and ends threads as Java’s cached pool does, which has no queue: four tasks at once make four threads; then each idle one above the core size ends after keepAliveTime. With a core of 4, a fixed pool, nothing ends; with 2 the maps of two threads stay; with 0, a cached pool, none. But small tasks at shorter intervals, such as a health check, let the one thread that runs them stay, with all that it holds: the check inspects no slot of the map.',
  inShort: {
    stays:
      'until a call expunges them, or their thread ends: a core thread with the pool, another one after keepAliveTime',
    cure: 'remove() in the task (not run here); keepAliveTime alone does not help if the thread gets its next task before',
    bound:
      'in each map, yes: with more requests it expunges its stale entries before it grows; this one burst left 100, 50, 0 and 25 values',
    collections: 'not while the thread lives; after its end the next one takes all its values',
    calls:
      'remove() in the task; the health check uses no ThreadLocal, so it inspects no slot, and keeps its thread alive',
  },
  worker: new URL('./worker.js', import.meta.url),
  valueClasses: ['RequestContext'],
  cycles: 1,
  variants: {
    fixed: {
      title: 'a fixed pool: all four threads are core threads',
      role: 'leaking',
      stated: { keys: 0, values: TASKS * REQUESTS, staleEntries: TASKS * REQUESTS },
      facts: { 'threads after the burst': TASKS, 'threads later': TASKS },
    },
    'above-core': {
      title: 'two core threads, two above',
      role: 'leaking',
      stated: { keys: 0, values: 2 * REQUESTS, staleEntries: 2 * REQUESTS },
      facts: { 'threads after the burst': TASKS, 'threads later': 2 },
    },
    cached: {
      title: 'a cached pool: no core threads',
      role: 'other',
      stated: { keys: 0, values: 0, staleEntries: 0 },
      facts: { 'threads after the burst': TASKS, 'threads later': 0 },
    },
    'cached-busy': {
      title: 'a cached pool, with a health check more often than keepAliveTime',
      role: 'leaking',
      stated: { keys: 0, values: REQUESTS, staleEntries: REQUESTS },
      facts: { 'threads after the burst': TASKS, 'threads later': 1 },
    },
  },

  async experiment({ variant, start, collect, look, fact }) {
    const worker = await start<typeof Worker>();
    await worker.call('setCore', { size: CORE[variant] });
    fact('threads after the burst', await worker.call('serveBurst', { tasks: TASKS, requests: REQUESTS }));
    if (variant === 'cached-busy') await worker.call('startHealthChecks');

    fact('threads later', await worker.call('waitForIdleThreads'));
    await collect(worker);
    await look(worker, 'later, after GC');
  },
});
