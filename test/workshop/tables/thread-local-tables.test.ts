import { expect } from 'chai';
import { readThreadLocalTables } from 'heapwitness/workshop';
import {
  Entry,
  InheritableThreadLocal,
  StrongKeyEntry,
  StrongKeyThreadLocalMap,
  Thread,
  ThreadLocal,
  ThreadLocalMap,
} from 'heapwitness/thread-local';
import * as subject from 'heapwitness/thread-local';
import type { NodeOrdinal } from '../../../harness/core/units.js';
import { HeapGraph } from '../../../harness/heap/graph/index.js';
import { readSnapshot } from '../../../harness/heap/snapshot/index.js';
import { ENTRY_CLASSES, KEY_CLASS, SUBJECT_CLASSES } from '../../../harness/workshop/census.js';
import { DIALECTS, NODE_20, SnapshotBuilder } from '../../support/snapshot-builder.js';
import type { BuiltClass, Dialect } from '../../support/snapshot-builder.js';

type Slot = 'live' | 'stale' | 'strong' | 'empty' | NodeOrdinal;

/** A snapshot does not show numbers: neither the serial number of a key nor its home slot. */
const NO_NUMBERS = { key: null, home: null };

/** A heap with threads and their tables, as the real ones look in a snapshot. */
class TablesBuilder {
  readonly heap: SnapshotBuilder;
  readonly thread: BuiltClass & { readonly name: string };
  readonly map: BuiltClass & { readonly name: string };
  readonly strongMap: BuiltClass & { readonly name: string };
  readonly weakRef: BuiltClass & { readonly name: string };
  readonly entry: BuiltClass & { readonly name: string };

  constructor(dialect: Dialect = NODE_20) {
    this.heap = new SnapshotBuilder(dialect);
    this.thread = this.heap.class('Thread');
    this.map = this.heap.class('ThreadLocalMap');
    this.strongMap = this.heap.class('StrongKeyThreadLocalMap', this.map);
    this.weakRef = this.heap.class('WeakRef');
    this.entry = this.heap.class('Entry', this.weakRef);
  }

  addThread(name: NodeOrdinal | string): NodeOrdinal {
    const thread = this.heap.instance(this.thread);
    const text = typeof name === 'string' ? this.heap.node('string', name) : name;
    this.heap.property(this.heap.root, `thread ${thread}`, thread).property(thread, 'name', text);
    return thread;
  }

  addMap(slots: readonly Slot[], of: BuiltClass & { readonly name: string } = this.map): NodeOrdinal {
    const map = this.heap.instance(of);
    const table = this.heap.object('Array');
    const store = this.heap.node('array', '(object elements)', { shallowBytes: 16 + 8 * slots.length });
    this.heap.property(map, 'table', table).edge(table, 'internal', 'elements', store);
    for (const [slot, what] of slots.entries()) {
      const entry = this.#slot(what);
      if (entry !== undefined) this.heap.edge(table, 'element', slot, entry);
    }
    return map;
  }

  async tables(): Promise<ReturnType<typeof readThreadLocalTables>> {
    return readThreadLocalTables(HeapGraph.from(await readSnapshot(this.heap.bytes())));
  }

  #slot(what: Slot): NodeOrdinal | undefined {
    if (typeof what === 'number') return what;
    if (what === 'empty') return undefined;
    const entry = what === 'strong' ? this.heap.object('StrongKeyEntry') : this.heap.instance(this.entry);
    const key = this.heap.object('ThreadLocal');
    if (what === 'live') this.heap.edge(entry, 'weak', 'target', key);
    if (what === 'strong') this.heap.property(entry, 'key', key);
    this.heap.property(entry, 'value', this.heap.object('Object'));
    return entry;
  }
}

describe('readThreadLocalTables()', () => {
  for (const [name, dialect] of Object.entries(DIALECTS)) {
    it(`distinguishes live, stale, strong and empty slots (${name})`, async () => {
      const built = new TablesBuilder(dialect);
      const [weak, strong] = ['weak', 'strong'].map((of) => built.addThread(of));
      const inherited = built.addMap(['empty', 'stale']);
      const own = built.addMap(['live', 'empty', 'stale', 'empty', 'live', 'empty', 'empty', 'stale']);
      if (weak === undefined || strong === undefined) throw new Error('no thread');
      built.heap.property(weak, 'threadLocals', own).property(weak, 'inheritableThreadLocals', inherited);
      built.heap.property(strong, 'threadLocals', built.addMap(['strong', 'empty'], built.strongMap));
      const slot = (at: number, state: string): object => ({
        slot: at,
        state,
        hasValue: true,
        ...NO_NUMBERS,
      });
      expect(await built.tables()).to.deep.equal([
        { thread: 'strong', field: 'threadLocals', length: 2, slots: [slot(0, 'strong')] },
        {
          thread: 'weak',
          field: 'threadLocals',
          length: 8,
          slots: [slot(0, 'live'), slot(2, 'stale'), slot(4, 'live'), slot(7, 'stale')],
        },
        { thread: 'weak', field: 'inheritableThreadLocals', length: 2, slots: [slot(1, 'stale')] },
      ]);
    });
  }

  it('returns no table if there is no map: prototypes and constructors do not count', async () => {
    expect(await new TablesBuilder().tables()).to.deep.equal([]);
  });

  it('ignores an Entry outside of a table, and a string with the text Entry', async () => {
    const built = new TablesBuilder();
    const foreign = built.heap.class('Entry');
    built.heap.property(built.heap.root, 'elsewhere', built.heap.instance(foreign));
    const text = built.heap.node('string', 'Entry');
    const named = built.heap.object('constructor');
    const thread = built.addThread('main');
    built.heap.property(thread, 'threadLocals', built.addMap([text, 'live', named, 'empty']));
    expect((await built.tables()).map(({ slots }) => slots)).to.deep.equal([
      [{ slot: 1, state: 'live', hasValue: true, ...NO_NUMBERS }],
    ]);
  });

  it('reads a name that is a concatenated string, whatever its structure', async () => {
    const built = new TablesBuilder();
    const { heap } = built;
    const join = (first: NodeOrdinal, second: NodeOrdinal): NodeOrdinal => {
      const both = heap.node('concatenated string', '(concatenated string)');
      heap.edge(both, 'internal', 'first', first).edge(both, 'internal', 'second', second);
      return both;
    };
    const [pool, dash, one] = ['pool', '-', '1'].map((text) => heap.node('string', text));
    if (pool === undefined || dash === undefined || one === undefined) throw new Error('no text');
    for (const name of [join(join(pool, dash), one), join(pool, join(dash, one))]) {
      heap.property(built.addThread(name), 'threadLocals', built.addMap(['live']));
    }
    expect((await built.tables()).map(({ thread }) => thread)).to.deep.equal(['pool-1', 'pool-1']);
  });

  it('reads a name concatenated very many times, and the readable part of a cyclic one', async () => {
    const built = new TablesBuilder();
    const { heap } = built;
    const join = (first: NodeOrdinal): NodeOrdinal => {
      const both = heap.node('concatenated string', '(concatenated string)');
      heap.edge(both, 'internal', 'first', first).edge(both, 'internal', 'second', letter);
      return both;
    };
    const letter = heap.node('string', 'a');
    let long = letter;
    for (let halves = 1; halves < 20_000; halves++) long = join(long);
    const endless = heap.node('concatenated string', '(concatenated string)');
    heap.edge(endless, 'internal', 'first', letter).edge(endless, 'internal', 'second', endless);
    for (const name of [long, endless]) {
      heap.property(built.addThread(name), 'threadLocals', built.addMap(['live']));
    }
    const names = (await built.tables()).map(({ thread }) => thread ?? '');
    expect(names[0]).to.equal('a'.repeat(20_000));
    expect(names[1]).to.match(/^a+$/);
  });

  it('sorts maps by the names of their threads, numbers numerically, and maps without a thread last', async () => {
    const built = new TablesBuilder();
    built.addMap(['live']);
    for (const name of ['pool-10', 'pool-9', 'main']) {
      built.heap.property(built.addThread(name), 'threadLocals', built.addMap(['live']));
    }
    const names = (await built.tables()).map(({ thread }) => thread);
    expect(names).to.deep.equal(['main', 'pool-9', 'pool-10', null]);
  });

  it('returns no thread for a map that only other objects refer to', async () => {
    const built = new TablesBuilder();
    const map = built.addMap(['stale']);
    const holder = built.heap.object('Object');
    built.heap.property(built.heap.root, 'holder', holder).property(holder, 'threadLocals', map);
    expect(await built.tables()).to.deep.equal([
      {
        thread: null,
        field: null,
        length: 1,
        slots: [{ slot: 0, state: 'stale', hasValue: true, ...NO_NUMBERS }],
      },
    ]);
    const subclass = built.heap.class('PoolThread', built.thread);
    const thread = built.heap.instance(subclass);
    built.heap.property(built.heap.root, 'thread', thread).property(thread, 'threadLocals', map);
    expect((await built.tables()).map(({ thread: name, field }) => ({ name, field }))).to.deep.equal([
      { name: '', field: 'threadLocals' },
    ]);
  });

  it('uses the actual class names of the subject', () => {
    expect([ThreadLocal, Entry, StrongKeyEntry].map(({ name }) => name)).to.deep.equal([
      KEY_CLASS,
      ...ENTRY_CLASSES,
    ]);
    const exported = Object.values(subject);
    expect(SUBJECT_CLASSES).to.include.members(exported.map(({ name }) => name));
    expect([Thread, ThreadLocalMap].map(({ name }) => name)).to.deep.equal(['Thread', 'ThreadLocalMap']);
    expect(new StrongKeyThreadLocalMap()).to.be.instanceOf(ThreadLocalMap);
    expect(new InheritableThreadLocal()).to.be.instanceOf(ThreadLocal);
    expect(new Thread()).to.have.own.property('name');
    expect(new Thread()).to.have.own.property('threadLocals');
    expect(new Thread()).to.have.own.property('inheritableThreadLocals');
    expect(new ThreadLocalMap()).to.have.own.property('table').that.is.an('array');
    expect(new Entry(new ThreadLocal(), 1)).to.be.instanceOf(WeakRef);
  });
});
