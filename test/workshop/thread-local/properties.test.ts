import { expect } from 'chai';
import fc from 'fast-check';
import { type Thread, ThreadLocal, type ThreadLocalMap } from 'heapwitness/thread-local';
import { homeSlot, markCollected, resetHashCode } from '../../../harness/workshop/thread-local/internals.js';
import { inFreshThread } from './support/tables.js';

/** An operation on the key of number `key`, modulo how many there are. */
type Step =
  | { readonly kind: 'create'; readonly hashCode: number }
  | { readonly kind: 'set'; readonly key: number; readonly value: number | null }
  | { readonly kind: 'get' | 'remove' | 'collect'; readonly key: number };

const keyNumber = fc.nat({ max: 60 });
const step: fc.Arbitrary<Step> = fc.oneof(
  // Few home slots, at the end of the table too, so that runs meet and wrap.
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('create'), hashCode: fc.oneof(fc.nat(3), fc.integer()) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('create'), hashCode: fc.integer({ min: 13, max: 15 }) }),
  },
  {
    weight: 8,
    arbitrary: fc.record({ kind: fc.constant('set'), key: keyNumber, value: fc.option(fc.nat(99)) }),
  },
  {
    weight: 8,
    arbitrary: fc.record({ kind: fc.constantFrom('get', 'remove', 'collect'), key: keyNumber }),
  },
);
const steps = fc.array(step, { minLength: 1, maxLength: 150, size: 'max' });

describe('random operations', () => {
  const seed = Number(process.env['HEAPWITNESS_SEED'] ?? 20_251_121);

  it(`agree with a plain Map, and keep the invariants of the table (HEAPWITNESS_SEED=${seed})`, () => {
    fc.assert(
      fc.property(steps, (sequence) => inFreshThread((thread) => playAgainstOracle(thread, sequence))),
      { seed, numRuns: 300 },
    );
  });
});

function playAgainstOracle(thread: Thread, sequence: readonly Step[]): void {
  const keys: Array<ThreadLocal<number | null>> = [];
  const oracle = new Map<ThreadLocal<number | null>, number | null>();
  for (const operation of sequence) {
    if (operation.kind === 'create') {
      resetHashCode(operation.hashCode);
      keys.push(new ThreadLocal<number | null>());
      continue;
    }
    const key = keys[operation.key % keys.length];
    if (key === undefined) continue;
    if (operation.kind === 'set') {
      key.set(operation.value);
      oracle.set(key, operation.value);
    } else if (operation.kind === 'get') {
      expect(key.get()).to.equal(oracle.get(key) ?? null);
      oracle.set(key, oracle.get(key) ?? null);
    } else {
      oracle.delete(key);
      if (operation.kind === 'remove') key.remove();
      else collect(thread, key, keys);
    }
    checkInvariants(thread.threadLocals, oracle);
  }
}

/** Makes the key's entry stale, and forgets the key. */
function collect(
  thread: Thread,
  key: ThreadLocal<number | null>,
  keys: Array<ThreadLocal<number | null>>,
): void {
  const entry = thread.threadLocals?.table.find((candidate) => candidate?.serial === key.threadLocalSerial);
  if (entry !== undefined) markCollected(entry);
  keys.splice(keys.indexOf(key), 1);
}

function checkInvariants(
  map: ThreadLocalMap | null,
  oracle: ReadonlyMap<ThreadLocal<number | null>, number | null>,
): void {
  if (map === null) {
    expect(oracle.size).to.equal(0);
    return;
  }
  const { table, size, threshold } = map;
  const { length } = table;
  const live = table.filter((entry) => entry?.deref() !== undefined);
  expect(Math.log2(length) % 1, 'the length is a power of two').to.equal(0);
  expect(threshold, 'the threshold is two thirds of the length').to.equal(Math.floor((length * 2) / 3));
  expect(size, 'size counts the filled slots').to.equal(table.filter((entry) => entry !== undefined).length);
  expect(size, 'a slot is empty').to.be.lessThan(length);
  expect(live.length, 'each key has one live entry').to.equal(oracle.size);
  for (const [key, value] of oracle) {
    let slot = homeSlot(key.threadLocalHashCode, length);
    while (table[slot] !== undefined && table[slot]?.serial !== key.threadLocalSerial)
      slot = (slot + 1) % length;
    expect(table[slot]?.serial, 'no empty slot stands between a key and its home').to.equal(
      key.threadLocalSerial,
    );
    expect(table[slot]?.value).to.equal(value);
  }
}
