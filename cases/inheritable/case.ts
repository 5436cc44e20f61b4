import { defineCase } from 'heapwitness/workshop';
import type * as Worker from './worker.js';

export default defineCase({
  id: 'inheritable',
  chapter: 4,
  position: 5,
  title: 'What a pool’s thread inherits',
  claim:
    'A thread copies the inheritable values of its creator once, when it is constructed; a pool’s thread keeps that copy for all its tasks, whatever its creator does, until a task removes or replaces it.',
  source: {
    file: '001_c68f11895515d925.txt',
    quote: 'ThreadLocal.ThreadLocalMap inheritableThreadLocals = null;',
    translation: 'Field of the class Thread: the second map of every thread, for inheritable thread-locals.',
    outcome: 'holds',
    backedBy: ['E2', 'E6', 'E7', 'E8', 'E15', 'E18'],
  },
  why: 'The quoted line declares the field and does not show what fills it. The constructor of Thread does, from the constructing thread (docs/jdk-facts.md, E2 and E18): the request that happens to need the pool first hands its user to the pool’s thread, and that is the user that later tasks see. What is copied is the reference: at first both maps refer to one User. The request’s later set() and remove() come too late and go to its own map. Overriding childValue() decides what is handed on; remove() in the child takes the copy out, after which the child does not inherit again (E15): the first task still reads Ann, the next ones read null. The user that the request sets later goes with its remove(), and its map with its thread.',
  inShort: {
    stays:
      'inherited as it is: until the pool’s thread calls remove() or set(), or ends, which drops its maps',
    cure: 'a childValue() that hands on null (the entry stays, with null), or remove() in the pool’s thread (the first task still reads Ann)',
    bound: 'yes: one value for each inheritable key and thread of the pool',
    collections: 'no: the thread’s map holds the value strongly, and the pool the thread',
    calls:
      'remove() in the pool’s thread, or set(), which replaces the value; get() does not help, and the creator’s set() and remove() change only its own map',
  },
  worker: new URL('./worker.js', import.meta.url),
  valueClasses: ['User'],
  cycles: 1,
  variants: {
    inherited: {
      title: 'inherited as it is',
      role: 'leaking',
      stated: { keys: 1, values: 1, staleEntries: 0 },
      facts: { 'three tasks of later requests read': ['Ann', 'Ann', 'Ann'] },
    },
    'child-value': {
      title: 'childValue() hands on null',
      role: 'cured',
      stated: { keys: 1, values: 0, staleEntries: 0 },
      facts: { 'three tasks of later requests read': [null, null, null] },
    },
    'removed-in-child': {
      title: 'each task ends with remove()',
      role: 'cured',
      stated: { keys: 1, values: 0, staleEntries: 0 },
      facts: { 'three tasks of later requests read': ['Ann', null, null] },
    },
  },

  async experiment({ variant, start, collect, look, fact }) {
    const worker = await start<typeof Worker>();
    if (variant === 'child-value') await worker.call('useChildValue');
    await worker.call('serveFirstRequest', { user: 'Ann' });

    const task = { remove: variant === 'removed-in-child' };
    fact('three tasks of later requests read', [
      await worker.call('runTask', task),
      await worker.call('runTask', task),
      await worker.call('runTask', task),
    ]);
    await collect(worker);
    await look(worker, 'after GC');
  },
});
