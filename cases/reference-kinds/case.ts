import { defineCase } from 'heapwitness/workshop';
import type * as Worker from './worker.js';

const COUNT = 10;

export default defineCase({
  id: 'reference-kinds',
  chapter: 2,
  position: 3,
  title: 'Strong, soft, weak, phantom',
  claim:
    'A strong reference from something in use keeps its object through every collection; a weak one does not; a phantom one cannot be read at all and only reports, afterwards, that the object is gone.',
  source: {
    file: '001_c68f11895515d925.txt',
    quote: '但要注意的是，并不是赋值为null后就立马被垃圾回收，具体的回收时机还是要看垃圾收集策略的',
    translation:
      'But note that it is not collected as soon as null has been assigned; when exactly it is collected depends on the garbage collection strategy.',
    outcome: 'holds',
    backedBy: [
      'D13',
      'https://docs.oracle.com/en/java/javase/25/docs/api/java.base/java/lang/ref/package-summary.html',
    ],
  },
  why: 'All four kinds that text 004 lists exist in Java; three have a counterpart here. Strong: any reference. Weak: a WeakRef, cleared at the latest by the first full collection that finds nothing stronger (see young-collection), but never within the job that made or read it: there a GC right after “= null” collects none of the 10. Phantom: a FinalizationRegistry, notified after the object was collected, in a task of its own. Soft: none. No reference of JavaScript waits until memory is short, so a cache needs a bound of its own. That a strong reference is kept even if the program must die for it is true here too: see out-of-memory.',
  inShort: {
    stays:
      'strong: until the program drops the reference; weak and phantom: these references do not keep their object',
    cure: 'drop the last strong reference',
    bound: 'yes: the objects that are strongly referenced, here 10',
    collections:
      'strong: no; weak and phantom: yes, but not in the job in which the WeakRef was made or read',
    calls: 'none of a ThreadLocal: what helps is to drop the last strong reference',
  },
  worker: new URL('./worker.js', import.meta.url),
  valueClasses: ['Payload'],
  cycles: 1,
  variants: {
    strong: {
      title: 'strong references',
      role: 'leaking',
      stated: { keys: 0, values: COUNT, staleEntries: 0 },
    },
    weak: {
      title: 'weak references only',
      role: 'cured',
      stated: { keys: 0, values: 0, staleEntries: 0 },
      facts: { 'readable after a GC in the same job': COUNT, 'readable after GC': 0 },
    },
    phantom: {
      title: 'phantom references only',
      role: 'cured',
      stated: { keys: 0, values: 0, staleEntries: 0 },
      facts: { 'reported as gone while strongly held': 0, 'reported as gone after GC': COUNT },
    },
  },

  async experiment({ variant, start, collect, look, fact }) {
    const worker = await start<typeof Worker>();
    await worker.call('referStrongly', { count: COUNT });
    if (variant === 'weak') {
      await worker.call('referWeakly');
      fact('readable after a GC in the same job', await worker.call('dropAndCollectInOneJob'));
    }
    if (variant === 'phantom') {
      await worker.call('referAsPhantom');
      await collect(worker);
      fact('reported as gone while strongly held', await worker.call('reports', { expected: 1 }));
      await worker.call('drop');
    }
    await collect(worker);
    await look(worker, 'after GC');
    if (variant === 'weak') fact('readable after GC', await worker.call('readable'));
    if (variant === 'phantom') {
      fact('reported as gone after GC', await worker.call('reports', { expected: COUNT }));
    }
  },
});
