import { type HeapGraph, workers } from 'heapwitness';
import { census, defineCase } from 'heapwitness/workshop';
import { Piscina } from 'piscina';
import type { Task } from './worker.js';

const REQUESTS = 50;
/** One for each thread of the pool. */
const TASKS = ['import', 'mail'];

type Variant = 'leaking' | 'cured' | 'blocking';

/** How many times the pool gets its tasks, and how its idle threads wait for the next ones. */
const RUNS: Readonly<Record<Variant, { readonly times: number; readonly atomics: 'disabled' | 'sync' }>> = {
  leaking: { times: 1, atomics: 'disabled' },
  cured: { times: 3, atomics: 'disabled' },
  blocking: { times: 3, atomics: 'sync' },
};

const worker = new URL('./worker.js', import.meta.url);

export default defineCase<Variant>({
  id: 'worker-pool',
  chapter: 6,
  position: 3,
  title: 'A real pool of worker threads',
  claim:
    'What a task leaves behind in a thread of a real pool is found in the heap of that very thread, with the chain of references from the thread to the value, without a change to the pool’s code.',
  source: {
    file: '003_8335992e9ec8360e.txt',
    quote:
      '线程池中使用ThreadLocalMap会造成内存泄露，因为线程池中线程不会回收，线程对象通过强引用指向ThreadLocalMap，ThreadLocalMap也是强引用指向Entry对象，线程不回收，Entry对象也不回收',
    translation:
      'Using a ThreadLocalMap in a thread pool leaks memory, because the threads of a pool are not collected; the Thread object refers to the ThreadLocalMap by a strong reference, and the ThreadLocalMap to the Entry object by another; the thread is not collected, so the Entry is not either.',
    outcome: 'holds in part',
    backedBy: ['D2', 'D13', 'D15', 'E19', 'F2'],
  },
  why: 'In the first variant the 50 keys are collected, and their entries still hold the 50 values, because the pool keeps the thread. The pool is piscina, with two threads that it keeps (minThreads); each gets one task of 50 requests at a time. Worker threads of Node share no objects, so what a thread’s map holds is in the heap of that thread only: workers() attaches to each worker thread of the process by Node’s own inspector, and census() counts in its heap snapshot. Here the heap snapshot is the only witness: the two others need the code of the harness in the worker, and it was piscina that started these threads. The quote holds for the task that forgets remove(), until a call expunges the entries, and not with remove(). The last variant exists in Node only. By default an idle thread of piscina blocks in Atomics.wait, so the job in which all its tasks ran has not ended. V8 keeps the target of a WeakRef that is created or read until the job ends, so no key of a thread’s three tasks, which wait for nothing, is collected, not even after remove(), and each task adds keys of its own. (Without remove() their values stay, too: such an entry is not stale.) A task that waits for I/O lets the job end; with atomics: “disabled” the job ends, as it does in the other variants. In Java no rule keeps the target of a new weak reference until a job ends.',
  inShort: {
    stays:
      'remove() forgotten, threads that do not block: 50 values, until a call on that thread’s map expunges their entries, or the thread ends; idle threads block: the keys, until the job ends, here not before the pool does',
    cure: 'remove() in each task; for the keys, let the job end: piscina’s option atomics: “disabled”, or a task that waits for I/O',
    bound:
      'remove() forgotten and idle threads that do not block: yes, the map expunges all its stale entries before it grows (not run here: one task, 50 values). Idle threads block: no, 50 keys more per thread and task',
    collections: 'not for the values; for the keys only after the job has ended',
    calls:
      'remove() of each key in the task, and later, on the same thread’s map, a set() of a new key or a get() that misses, but only for stale entries among the slots that it inspects; where threads block, remove() takes the values out, but V8 keeps the keys until the job ends',
  },
  worker,
  valueClasses: ['Session'],
  cycles: 1,
  variants: {
    leaking: {
      title: 'one task of two forgets remove()',
      role: 'leaking',
      stated: null,
      facts: {
        'values in the thread of each task': [REQUESTS, 0],
        'keys in the thread of each task': [0, 0],
        'threads attached to': 2,
        'stale entries in the thread of each task': [REQUESTS, 0],
        'keys that V8 keeps until the job ends': [0, 0],
        'what holds a value, from its thread on': 'Thread → ThreadLocalMap → Array → Entry → Session',
      },
    },
    cured: {
      title: 'both tasks call remove(); each runs three times',
      role: 'cured',
      stated: null,
      facts: {
        'values in the thread of each task': [0, 0],
        'keys in the thread of each task': [0, 0],
        'threads attached to': 2,
        'stale entries in the thread of each task': [0, 0],
        'keys that V8 keeps until the job ends': [0, 0],
        'what holds a value, from its thread on': null,
      },
    },
    blocking: {
      title: 'both tasks call remove(), and idle threads block, as is piscina’s default',
      role: 'leaking',
      stated: null,
      facts: {
        'keys in the thread of each task': [3 * REQUESTS, 3 * REQUESTS],
        'values in the thread of each task': [0, 0],
        'threads attached to': 2,
        'stale entries in the thread of each task': [0, 0],
        'keys that V8 keeps until the job ends': [3 * REQUESTS, 3 * REQUESTS],
        'what holds a value, from its thread on': null,
      },
    },
  },

  async experiment({ variant, fact }) {
    const { times, atomics } = RUNS[variant];
    const threads = { minThreads: TASKS.length, maxThreads: TASKS.length };
    const pool = new Piscina({ filename: worker.href, ...threads, atomics });
    try {
      const ranIn = new Map<string, number>();
      for (let time = 0; time < times; time++) {
        const begun = new SharedArrayBuffer(4);
        await Promise.all(
          TASKS.map(async (name) => {
            const remove = variant !== 'leaking' || name !== 'import';
            const task: Task = { requests: REQUESTS, remove, together: TASKS.length, begun };
            ranIn.set(name, (await pool.run(task)) as number);
          }),
        );
      }

      const attached = await workers();
      fact('threads attached to', attached.length);
      const heaps: HeapGraph[] = [];
      const keys: number[] = [];
      const staleEntries: number[] = [];
      for (const name of TASKS) {
        const thread = attached.find(({ threadId }) => threadId === ranIn.get(name));
        if (thread === undefined) throw new Error(`The thread of the task ${name} was not found.`);
        const found = await census(thread);
        heaps.push(found.heap);
        keys.push(found.keys);
        staleEntries.push(found.staleEntries);
      }
      fact('keys in the thread of each task', keys);
      fact(
        'values in the thread of each task',
        heaps.map((heap) => heap.instances('Session').length),
      );
      fact('stale entries in the thread of each task', staleEntries);
      fact('keys that V8 keeps until the job ends', heaps.map(keysOfTheJob));
      fact('what holds a value, from its thread on', heaps.flatMap(holders).join(' → ') || null);
      for (const thread of attached) await thread.detach();
    } finally {
      await pool.destroy();
    }
  },
});

/** How many keys are in V8's own list of what the running job has made a WeakRef of. */
function keysOfTheJob(heap: HeapGraph): number {
  return heap
    .instances('ThreadLocal')
    .filter((key) =>
      heap.retainingPath(key)?.steps.some(({ edge }) => edge.name === 'weak_refs_keep_during_job'),
    ).length;
}

/** The path to a value, from its thread on. */
function holders(heap: HeapGraph): string[] {
  const [value] = heap.instances('Session');
  const steps = value === undefined ? [] : (heap.retainingPath(value)?.steps ?? []);
  const names = steps.map(({ node }) => node.name);
  return names.slice(Math.max(0, names.lastIndexOf('Thread')));
}
