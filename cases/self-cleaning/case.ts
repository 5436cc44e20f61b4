import type { HeapGraph } from 'heapwitness';
import { defineCase, readThreadLocalTables, type VariantStatement } from 'heapwitness/workshop';
import { traces, type JdkTable, type JdkTrace } from './jdk-traces.js';
import type * as Worker from './worker.js';

type Path = keyof typeof traces;

const titles: Record<Path, string> = {
  'get-miss': 'a get that misses',
  'set-present': 'a set that meets a stale entry before its own key',
  'set-new': 'a set of a new key, which scans a few slots',
  remove: 'a remove, which cleans the run behind it',
  rehash: 'a set that makes the map rehash',
  resize: 'growth by itself, which drops stale entries',
};

export default defineCase<Path>({
  id: 'self-cleaning',
  chapter: 3,
  position: 1,
  title: 'What a map cleans by itself',
  claim:
    'A get that misses, a set, a remove and a rehash expunge stale entries in the slots that they inspect; how many, the JDK’s own recordings say.',
  source: {
    file: '000_f9da7c3b5aa43172.txt',
    quote:
      'JDK的设计已经考虑到了这个问题，所以在set()、remove()、resize()方法中会扫描到key为null的Entry，并且把对应的value设置为null，这样value对象就可以被回收。',
    translation:
      'The JDK’s design has thought of this problem: set(), remove() and resize() scan for entries whose key is null and set their value to null, so that the value object can be collected.',
    outcome: 'holds in part',
    backedBy: ['B14', 'B17', 'D6', 'D10', 'D11', 'D17', 'F1', 'F2'],
  },
  why: 'An entry holds its value strongly, so the value of a stale entry stays until a call expunges the entry. Each operation cleans the slots that it inspects (“Nothing cleans what nothing walks over” shows what it leaves); what stays here at the end is in use. The statement holds in part: set, remove and resize do clean, but no operation looks at all slots, except a rehash; of get() it says nothing: one that misses cleans as well, one that finds its key at once looks at no other slot. It is right about resize(): a rehash first expunges all stale entries and then grows the table, and if the JVM collects keys between these two steps, the growth drops their entries. In this port no key can be collected within a call, so that no public operation brings a stale entry that far; the last variant calls the growth directly to show the branch at work. A get that misses stores the initial value, here null, under its own key: one entry more; then it inspects a few slots behind it, and expunges what is stale in them.',
  inShort: {
    stays: 'a stale entry with its value: until a call on the map expunges it, or the thread ends',
    cure: 'remove(), while the program still has the key: it does not depend on where a later call looks',
    bound: 'yes: the map expunges all its stale entries before it grows; the table itself never shrinks',
    collections: 'no: they only make entries stale; it takes a call on the map to expunge one',
    calls:
      'a get() that misses, a set() that stores a new key, and a remove() that finds its key, each only among the slots that it inspects; a rehash, in the whole table; a get() that finds its key at once expunges nothing',
  },
  worker: new URL('./worker.js', import.meta.url),
  valueClasses: ['Value'],
  cycles: 1,
  variants: Object.fromEntries(
    (Object.keys(traces) as Path[]).map((path) => [path, statementOf(titles[path], traces[path])]),
  ) as Record<Path, VariantStatement>,

  async experiment({ variant, start, collect, look, fact }) {
    const trace: JdkTrace = traces[variant];
    const worker = await start<typeof Worker>();
    await worker.call('alignHashCodes', { hashBase: trace.hashBase, slots: 1024 });

    const cleaning = trace.operations.length - 1;
    for (const [at, operation] of trace.operations.slice(0, cleaning).entries()) {
      await worker.call('run', [operation]);
      // Keys that are dropped one after the other are collected together, and the last ones by the look's collection.
      const next = trace.operations[at + 1]?.[0];
      if (operation[0] === 'c' && next !== 'c' && at + 1 < cleaning) await collect(worker);
    }
    await collect(worker);
    const before = await look(worker, 'before the cleaning call');
    await worker.call('run', trace.operations.slice(cleaning));
    await collect(worker);
    const after = await look(worker, 'after it');

    fact('expunged', staleIn(before) - staleIn(after));
    fact('table before, as the JDK’s', pictureOf(before));
    fact('table after, as the JDK’s', pictureOf(after));
  },
});

function statementOf(title: string, { id, operations, before, after }: JdkTrace): VariantStatement {
  const of = (letter: string): number => operations.filter(([name]) => name === letter).length;
  const stale = (table: JdkTable): number => table.slots.filter(([, key]) => key === -1).length;
  return {
    title: `${title} (${id})`,
    role: 'other',
    stated: {
      keys: of('n') - of('c'),
      values: after.slots.filter(([, , value]) => value !== null).length,
      staleEntries: stale(after),
    },
    facts: {
      expunged: stale(before) - stale(after),
      'table before, as the JDK’s': jdkPicture(before),
      'table after, as the JDK’s': jdkPicture(after),
    },
  };
}

/** `o` live, `x` stale, `.` empty, slot by slot. */
function jdkPicture({ length, slots }: JdkTable): string {
  const filled = new Map(slots.map(([slot, key]) => [slot, key === -1 ? 'x' : 'o']));
  return Array.from({ length }, (_, slot) => filled.get(slot) ?? '.').join('');
}

function pictureOf(heap: HeapGraph): string {
  const [table] = readThreadLocalTables(heap);
  const filled = new Map(table?.slots.map(({ slot, state }) => [slot, state === 'stale' ? 'x' : 'o']));
  return Array.from({ length: table?.length ?? 0 }, (_, slot) => filled.get(slot) ?? '.').join('');
}

function staleIn(heap: HeapGraph): number {
  return readThreadLocalTables(heap).flatMap(({ slots }) => slots.filter(({ state }) => state === 'stale'))
    .length;
}
