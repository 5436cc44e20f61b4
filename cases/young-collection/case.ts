import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { defineCase, walkTables } from 'heapwitness/workshop';
import type * as Worker from './worker.js';

const REQUESTS = 100;
const TIMES = 20;
/** Node 26 has this option of V8, and turns it on; Node 20, 22 and 24 have no such option. */
const OPTION = 'handle-weak-ref-weakly-in-minor-gc';

const MINOR = `minor collections, at least ${TIMES}`;

/** What proves in each variant that there were minor collections, and no others. */
const ONLY_MINOR = {
  [MINOR]: true,
  'full collections meanwhile': 0,
  'a young buffer, dropped before them, is freed': true,
};

export default defineCase({
  id: 'young-collection',
  chapter: 6,
  position: 4,
  title: 'A collection of the young generation',
  claim:
    'In Java a collection of the young generation clears the weak references to keys that are young, too. In V8 it depends on the version: in Node 20, 22 and 24 only a full collection clears a WeakRef, in Node 26 one of the young generation does so, too. A key that has moved to the old generation waits for a full collection in every version of Node.',
  source: {
    file: '001_c68f11895515d925.txt',
    quote:
      '弱引用：垃圾回收器会扫描它所管辖的内存区域的过程中，只要发现弱引用的对象，不管内存空间是否有空闲，都会立刻回收它。',
    translation:
      'Weak reference: while the garbage collector scans the region of memory that it is in charge of, it collects an object that is only weakly referenced as soon as it finds it, whether there is free memory or not.',
    outcome: 'holds in part',
    backedBy: ['D2', 'F1', 'F2'],
  },
  why: 'The text speaks of the region that the collector is in charge of, and a recording of the JDK agrees (docs/jdk-facts.md, F1): a collection of the young generation clears a key that is still young. V8 as in Node 20, 22 and 24 treats the target of a WeakRef as strongly referenced during a minor collection: 20 of them free a buffer that nothing refers to, and clear none of 100 keys. The V8 of Node 26 has an option, handle-weak-ref-weakly-in-minor-gc, and turns it on. The first variant turns it off if this Node has it. The second takes this Node as it is, and compares what happens with V8’s default for the option; its remark says which Node that is, and how many keys were cleared. So up to Node 24 an entry whose key is young goes stale later than in Java, and until then no set() or get() can expunge it. For the value it makes no difference which collection clears the key: it stays. The counts of the table are taken after full collections, so those of the first three variants are equal; what there was after the minor ones is in each variant’s facts and remark.',
  inShort: {
    stays:
      'the keys: until a collection clears their WeakRefs; the values: also after that, until a call on the map expunges the stale entry, or the thread ends',
    cure: 'remove(), while the program still has the key',
    bound:
      'yes: before it grows, the map expunges the entries whose keys have been cleared; keys that are not cleared yet let it grow. This run stopped at 100 values',
    collections:
      'for keys: up to Node 24 only full ones, in Node 26 for young keys minor ones, too; for the values none',
    calls: 'remove(); set() and get() can expunge an entry only after a collection has cleared its key',
  },
  worker: new URL('./worker.js', import.meta.url),
  valueClasses: ['RequestContext'],
  cycles: 1,
  variants: {
    'young-keys': {
      title: 'young keys are dropped, in a V8 as in Node 20 to 24',
      role: 'leaking',
      stated: { keys: 0, values: REQUESTS, staleEntries: REQUESTS },
      facts: {
        ...ONLY_MINOR,
        'stale entries after the minor collections': 0,
      },
    },
    'as-this-node': {
      title: 'young keys are dropped, in the V8 of this Node',
      role: 'leaking',
      stated: { keys: 0, values: REQUESTS, staleEntries: REQUESTS },
      facts: {
        ...ONLY_MINOR,
        'stale entries, if and only if V8’s option says so': true,
      },
    },
    'old-keys': {
      title: 'keys that have grown old are dropped, in the V8 of this Node',
      role: 'leaking',
      stated: { keys: 0, values: REQUESTS, staleEntries: REQUESTS },
      facts: {
        ...ONLY_MINOR,
        'stale entries after the minor collections': 0,
      },
    },
    removed: {
      title: 'remove() is called, and the keys are dropped',
      role: 'cured',
      stated: { keys: 0, values: 0, staleEntries: 0 },
      facts: {
        ...ONLY_MINOR,
        'stale entries after the minor collections': 0,
      },
    },
  },

  async experiment({ variant, startProcess, collect, look, fact, remark }) {
    const known = await optionsOfV8();
    const off = variant === 'young-keys' && known.includes(`--${OPTION}`) ? [`--no-${OPTION}`] : [];
    const worker = await startProcess<typeof Worker>({ execArgv: ['--expose-gc', ...off] });
    const hold = variant === 'old-keys';
    await worker.call('serve', { requests: REQUESTS, remove: variant === 'removed', hold });
    // V8 moves to the old generation what two minor collections have found alive.
    if (hold) await worker.call('collectYoung', { times: 2 });
    if (hold) await worker.call('dropKeys');

    const { minor, full, bufferFreed } = await worker.call('collectYoung', { times: TIMES });
    fact(MINOR, minor >= TIMES);
    fact('full collections meanwhile', full);
    fact('a young buffer, dropped before them, is freed', bufferFreed);
    const tables = await walkTables(worker);
    const slots = tables.flatMap((table) => table.slots);
    const stale = slots.filter(({ state }) => state === 'stale').length;
    if (variant === 'as-this-node') {
      const isOn = known.includes(`default: --${OPTION}`);
      remark(`${stale} of ${REQUESTS} young keys cleared by minor collections in Node ${process.version}`);
      fact('stale entries, if and only if V8’s option says so', stale === (isOn ? REQUESTS : 0));
    } else fact('stale entries after the minor collections', stale);

    await collect(worker);
    await look(worker, 'after full collections');
  },
});

async function optionsOfV8(): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--v8-options']);
  return stdout;
}
