import { isProxy } from 'node:util/types';
import { expect } from 'chai';
import {
  type AnyThreadLocal,
  StrongKeyThreadLocalMap,
  ThreadLocal,
  ThreadLocalMap,
} from 'heapwitness/thread-local';
import {
  grow,
  markCollected,
  MOST_STEPS,
  recordWalk,
  rehash,
  type Walk,
} from '../../../harness/workshop/thread-local/internals.js';
import { collectUntil } from './support/collection.js';
import { plainAt } from './support/tables.js';
import { inWords } from './support/walks.js';

describe('recordWalk()', () => {
  it('records a get that hits at the home slot', () => {
    const [map, [a]] = mapOf(3);
    expect(walkOf(map, 'get', a, [a])).to.equal('look 3 a');
  });

  it('records a get that hits after a run, and returns what it returned', () => {
    const [map, [a, b, c]] = mapOf(3, 3, 3);
    const { result, walk } = recordWalk(map, { operation: 'get', key: c }, () => map.getEntry(c));
    expect(result?.value).to.equal('value 2');
    expect(inWords(walk, [a, b, c])).to.equal('look 3 a, look 4 b, look 5 c');
    expect(walk).to.deep.include({ key: c.threadLocalSerial, home: 3, length: 16, cut: 0 });
    expect(walk).to.include({ operation: 'get', lengthAfter: 16, sizeAfter: 3 });
  });

  it('records a get that misses', () => {
    const [map, [a]] = mapOf(3);
    const b = plainAt(3);
    expect(walkOf(map, 'get', b, [a, b])).to.equal('look 3 a, look 4 empty');
  });

  it('records that a get expunges the run from the first stale entry, and finds the key in its new slot', () => {
    const [map, [a, b, c]] = mapOf(3, 3, 3);
    makeStale(map, 4);
    expect(walkOf(map, 'get', c, [a, b, c])).to.equal(
      'look 3 a, look 4 x stale, expunge 4 x, look 5 c, look 3 a, look 4 empty, move c 5→4, look 6 empty, look 4 c',
    );
  });

  it('records an entry that returns to its own slot as a move that ends where it began', () => {
    const [map, [a, b, c]] = mapOf(3, 4, 4);
    makeStale(map, 3);
    expect(walkOf(map, 'get', plainAt(3), [a, b, c])).to.equal(
      'look 3 x stale, expunge 3 x, look 4 b, look 5 c, look 4 b, move c 5→5, look 6 empty, look 3 empty',
    );
  });

  it('records a set that fills an empty slot, and the stale entry that its scan expunges', () => {
    const [map, [a]] = mapOf(4);
    makeStale(map, 4);
    const b = plainAt(3);
    expect(walkOf(map, 'set', b, [a, b])).to.equal(
      'look 3 empty, store 3 b, look 4 x stale, expunge 4 x, look 5 empty, look 6 empty, look 7 empty, look 8 empty, look 9 empty',
    );
  });

  it('records a set that overwrites', () => {
    const [map, [a, b]] = mapOf(3, 3);
    expect(walkOf(map, 'set', b, [a, b])).to.equal('look 3 a, look 4 b, overwrite 4 b');
  });

  it('records a set that replaces a stale entry', () => {
    const [map, [a]] = mapOf(3);
    makeStale(map, 3);
    const b = plainAt(3);
    expect(walkOf(map, 'set', b, [a, b])).to.equal(
      'look 3 x stale, look 2 empty, look 4 empty, replace 3 x by b',
    );
  });

  it('records a set that swaps the key’s entry with a stale one before it', () => {
    const [map, [a, b]] = mapOf(3, 3);
    makeStale(map, 3);
    expect(walkOf(map, 'set', b, [a, b])).to.match(
      /^look 3 x stale, look 2 empty, look 4 b, swap b 4→3, look 4 x stale, expunge 4 x, look 5 empty, look 6 empty/,
    );
  });

  it('records a remove, and the entry that is placed again', () => {
    const [map, [a, b, c]] = mapOf(3, 3, 4);
    expect(walkOf(map, 'remove', b, [a, b, c])).to.equal(
      'look 3 a, look 4 b, expunge 4 b, look 5 c, look 4 empty, move c 5→4, look 6 empty',
    );
  });

  it('records a rehash, and each entry that is copied to the longer table', () => {
    const [map, keys] = mapOf(0, 1, 2, 3, 4, 5, 6, 7, 24);
    const key = plainAt(9);
    const { walk } = recordWalk(map, { operation: 'set', key }, () => map.set(key, 'last'));
    const all = Array.from({ length: 16 }, (_, slot) => `look ${slot} ${'abcdefghij'[slot] ?? 'empty'}`);
    expect(inWords(walk, [...keys, key])).to.equal(
      [
        'look 9 empty, store 9 j, look 10 empty, look 11 empty, look 12 empty, look 13 empty',
        ...all,
        'grow 16→32, copy a 0→0, copy b 1→1, copy c 2→2, copy d 3→3, copy e 4→4, copy f 5→5, copy g 6→6',
        'copy h 7→7, copy i 8→24, copy j 9→9',
      ].join(', '),
    );
    expect(walk).to.include({ length: 16, lengthAfter: 32, sizeAfter: 10 });
  });

  it('records that growth by itself drops stale entries', () => {
    const [map, [a, b]] = mapOf(3, 4);
    makeStale(map, 3);
    const { walk } = recordWalk(map, { operation: 'set', key: b }, () => grow(map));
    expect(inWords(walk, [a, b])).to.equal('expunge 3 x, grow 16→32, copy b 4→4');
  });

  it('marks the entries of a map with strong keys', () => {
    const map = new StrongKeyThreadLocalMap();
    const a = plainAt(3);
    map.set(a, 1);
    expect(walkOf(map, 'remove', a, [a])).to.equal('look 3 a strong, expunge 3 a, look 4 empty');
  });

  it('counts the steps that it leaves out', () => {
    const map = new ThreadLocalMap(1024);
    const keys = Array.from({ length: 682 }, () => new ThreadLocal());
    for (const key of keys) map.insert(key, 'a value');
    const [key = new ThreadLocal()] = keys;
    const { walk } = recordWalk(map, { operation: 'set', key }, () => rehash(map));
    expect(walk.steps).to.have.length(MOST_STEPS);
    // A look at each slot, the growth, and a copy of each entry.
    expect(walk.cut).to.equal(1024 + 1 + 682 - MOST_STEPS);
  });

  it('leaves the map as plain as it was, even if the operation throws', () => {
    const [map, [a]] = mapOf(3);
    const { table } = map;
    const before = Object.getOwnPropertyDescriptors(map);
    const failed = new Error('failed');
    const attempt = (): unknown =>
      recordWalk(map, { operation: 'get', key: a }, () => {
        expect(isProxy(map.table)).to.equal(true);
        throw failed;
      });
    expect(attempt).to.throw(failed);
    expect(map.table).to.equal(table);
    expect(isProxy(map.table)).to.equal(false);
    expect(Object.entries(Object.getOwnPropertyDescriptors(map))).to.deep.equal(Object.entries(before));
  });

  it('returns a walk that keeps neither key nor value alive', async () => {
    const { walk, key, value } = recordAndDrop();
    expect(JSON.parse(JSON.stringify(walk))).to.deep.equal(walk);
    await collectUntil(
      () => key.deref() === undefined && value.deref() === undefined,
      'the collection of the key and the value of a recorded call',
    );
    expect(inWords(walk, [])).to.match(/^look \d+ empty, store \d+ x, look \d+ empty$/);
  });
});

/** A map with a key for each of these home slots, set in this order. */
function mapOf<Homes extends readonly number[]>(
  ...homes: Homes
): [ThreadLocalMap, { [Index in keyof Homes]: AnyThreadLocal }] {
  const map = new ThreadLocalMap();
  const keys = homes.map((home, index) => {
    const key: AnyThreadLocal = plainAt(home);
    map.set(key, `value ${index}`);
    return key;
  });
  return [map, keys as { [Index in keyof Homes]: AnyThreadLocal }];
}

function makeStale(map: ThreadLocalMap, slot: number): void {
  const entry = map.table[slot];
  if (entry === undefined) throw new Error(`slot ${slot} is empty`);
  markCollected(entry);
}

function walkOf(
  map: ThreadLocalMap,
  operation: Walk['operation'],
  key: AnyThreadLocal,
  keys: readonly AnyThreadLocal[],
): string {
  const run = {
    get: () => void map.getEntry(key),
    set: () => map.set(key, 'new'),
    remove: () => map.remove(key),
  };
  return inWords(recordWalk(map, { operation, key }, run[operation]).walk, keys);
}

function recordAndDrop(): { walk: Walk; key: WeakRef<AnyThreadLocal>; value: WeakRef<object> } {
  const [map, key, value] = [new ThreadLocalMap(), new ThreadLocal(), {}];
  const { walk } = recordWalk(map, { operation: 'set', key }, () => map.set(key, value));
  return { walk, key: new WeakRef(key), value: new WeakRef(value) };
}
