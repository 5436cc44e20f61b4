import { defineCase } from 'heapwitness/workshop';
import type * as Worker from './worker.js';
import type { Wait } from './worker.js';

const REQUESTS = 5;
const KEPT = { keys: 1, values: REQUESTS, staleEntries: 0 };
const GONE = { keys: 1, values: 0, staleEntries: 0 };

type Variant = 'promise' | 'timer' | 'ended' | 'settled' | 'unreachable';

const waits: Record<Variant, Wait> = {
  promise: 'a promise that is held',
  timer: 'a timer',
  ended: 'nothing',
  settled: 'a promise that is held',
  unreachable: 'a promise that nobody holds',
};

export default defineCase<Variant>({
  id: 'async-context',
  chapter: 6,
  position: 1,
  title: 'What a thread is in Node',
  claim:
    'A virtual thread stays as long as something reachable can still resume it: a promise, a timer. Its values stay as long, and no longer.',
  source: {
    file: '000_f9da7c3b5aa43172.txt',
    quote: '当Thread一直在运行始终不结束(例如线程池)，强引用就不会被回收',
    translation:
      'When a Thread runs on and never ends (that of a thread pool, for example), the strong reference is not collected.',
    outcome: 'holds in part',
    backedBy: ['D16', 'https://openjdk.org/jeps/444', 'https://bugs.openjdk.org/browse/JDK-8309406'],
  },
  why: 'In Java a running thread is a GC root. In Node many threads of control take turns on one, and which one is current travels with the asynchronous work, by AsyncLocalStorage. So whatever holds the rest of the work holds the thread, its map and its values: a promise that can still settle, a timer that has not fired. When the work is done the thread ends and lets go of its map. And a thread that waits for an unreachable promise never ends, but is collected as if it had: here the text’s rule does not hold. (In Java 25 it does by default: the JDK tracks all virtual threads, so that a parked one and its values stay; jdk.trackAllThreads turns that off.)',
  inShort: {
    stays:
      'promise, timer: as long as it is reachable and may still resume the thread; in the other variants nothing stays',
    cure: 'settle the promise, or clear the timer: then the thread ends, or cannot be reached any more',
    bound:
      'promise that never settles: no, one value more per request; timer: yes, one for each that has not fired; here 5 each',
    collections:
      'not while a promise or a timer may resume the thread; after that the next one takes thread and value',
    calls: 'remove() before the wait, which no variant calls',
  },
  worker: new URL('./worker.js', import.meta.url),
  valueClasses: ['RequestContext'],
  cycles: 1,
  variants: {
    promise: {
      title: 'waiting for a promise that is held and never settles',
      role: 'leaking',
      stated: KEPT,
      facts: { threads: 1 + REQUESTS },
    },
    timer: { title: 'waiting for a timer', role: 'leaking', stated: KEPT, facts: { threads: 1 + REQUESTS } },
    ended: { title: 'ended', role: 'cured', stated: GONE, facts: { threads: 1 } },
    settled: {
      title: 'the promise has settled, so all have ended',
      role: 'cured',
      stated: GONE,
      facts: { threads: 1 },
    },
    unreachable: {
      title: 'waiting for an unreachable promise',
      role: 'other',
      stated: GONE,
      facts: { threads: 1 },
    },
  },

  async experiment({ variant, start, collect, look, fact }) {
    const worker = await start<typeof Worker>();
    await worker.call('serve', { requests: REQUESTS, wait: waits[variant] });
    if (variant === 'settled') await worker.call('settle');
    await collect(worker);
    const heap = await look(worker, 'after GC');
    fact('threads', heap.instances('Thread').length);
  },
});
