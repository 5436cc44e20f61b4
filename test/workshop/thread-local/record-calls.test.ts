import { isProxy } from 'node:util/types';
import { expect } from 'chai';
import fc from 'fast-check';
import { InheritableThreadLocal, Thread, ThreadLocal, type ThreadLocalMap } from 'heapwitness/thread-local';
import {
  type CallWalk,
  markCollected,
  recordCalls,
  resetHashCode,
} from '../../../harness/workshop/thread-local/internals.js';
import { replayTrace } from '../../conformance/replay.js';
import { goldenFiles, readGolden } from '../../support/golden.js';
import { type ParkedThread, parkThread } from './support/parked-thread.js';
import { inFreshThread, plainAt, suppliedAt } from './support/tables.js';
import { applied, inWords, pictureOf } from './support/walks.js';

describe('recordCalls()', () => {
  it('names the thread and the field of the map', () => {
    const walks = recorded(() =>
      new Thread('pool-1').run(() => {
        new ThreadLocal().set(1);
        new InheritableThreadLocal().set(2);
      }),
    );
    expect(walks).to.have.length(2);
    expect(walks[0]).to.include({ thread: 'pool-1', field: 'threadLocals', operation: 'set' });
    expect(walks[1]).to.include({ thread: 'pool-1', field: 'inheritableThreadLocals', operation: 'set' });
  });

  it('records a hit at the home slot, which the plain get looks up by itself', () => {
    const key = plainAt<number>(3);
    const walks = recorded(() =>
      inFreshThread(() => {
        key.set(1);
        expect(key.get()).to.equal(1);
      }),
    );
    expect(walks.map(({ operation }) => operation)).to.deep.equal(['set', 'get']);
    expect(walks.map((walk) => inWords(walk, [key]))).to.deep.equal(['look 3 empty, store 3 a', 'look 3 a']);
  });

  it('records a get that misses as a get, and a set of the initial value', () => {
    const [key, other] = [suppliedAt(3, () => 'initial'), plainAt<number>(9)];
    const walks = recorded(() =>
      inFreshThread(() => {
        other.set(1);
        expect(key.get()).to.equal('initial');
      }),
    );
    expect(walks.map(({ operation }) => operation)).to.deep.equal(['set', 'get', 'set']);
    expect(inWords(walks[1] as CallWalk, [key])).to.equal('look 3 empty');
    expect(inWords(walks[2] as CallWalk, [key])).to.match(/^look 3 empty, store 3 a/);
  });

  it('records what bind() sets and what the end of its block removes', () => {
    const key = plainAt<number>(3);
    const walks = recorded(() =>
      inFreshThread(() => {
        using bound = key.bind(1);
        expect(bound.value).to.equal(1);
      }),
    );
    expect(walks.map(({ operation }) => operation)).to.deep.equal(['set', 'remove']);
  });

  it('does not record the copies that a child thread inherits', () => {
    const key = new InheritableThreadLocal<number>();
    const walks = recorded(() =>
      inFreshThread(() => {
        key.set(1);
        expect(new Thread('child').run(() => key.get())).to.equal(1);
      }),
    );
    expect(walks.map(({ operation, thread }) => [operation, thread])).to.deep.equal([
      ['set', 'fresh'],
      ['get', 'child'],
    ]);
  });

  it('puts the plain operations back', () => {
    const key = new ThreadLocal<number>();
    const walks: CallWalk[] = [];
    const before = methods();
    const stop = recordCalls((walk) => walks.push(walk));
    expect(methods()).not.to.deep.equal(before);
    stop();
    expect(methods()).to.deep.equal(before);
    inFreshThread(() => key.set(1));
    expect(walks).to.deep.equal([]);
  });

  for (const file of goldenFiles) {
    it(`leaves every table of the recordings of the JDK as it is: ${file}`, async () => {
      const traces = await readGolden(file);
      const mismatches: unknown[] = [];
      const walks = recorded(() => {
        for (const trace of traces) mismatches.push(...replayTrace(trace).mismatches);
      });
      expect(mismatches).to.deep.equal([]);
      expect(walks.length).to.be.greaterThan(traces.length);
    });
  }
});

describe('the walks of random calls', () => {
  const seed = Number(process.env['HEAPWITNESS_SEED'] ?? 20_260_218);

  it(`change a picture of the table as the calls change the table (HEAPWITNESS_SEED=${seed})`, () => {
    fc.assert(fc.property(calls, playTwice), { seed, numRuns: 200 });
  });
});

/** A call on the key of number `key`, modulo how many there are. */
type Call =
  | { readonly kind: 'create'; readonly hashCode: number }
  | { readonly kind: 'get' | 'set' | 'remove' | 'collect'; readonly key: number };

const key = fc.nat({ max: 60 });
const of = (kind: 'get' | 'set' | 'remove' | 'collect'): fc.Arbitrary<Call> =>
  fc.record({ kind: fc.constant(kind), key });
// Few home slots, at the end of the table too, so that runs meet and wrap.
const hashCode = fc.oneof(fc.nat(3), fc.integer({ min: 13, max: 15 }), fc.integer());
const call: fc.Arbitrary<Call> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('create' as const), hashCode }) },
  { weight: 8, arbitrary: of('set') },
  { weight: 3, arbitrary: of('get') },
  { weight: 2, arbitrary: of('remove') },
  { weight: 4, arbitrary: of('collect') },
);
const calls = fc.array(call, { minLength: 1, maxLength: 150, size: 'max' });

/** Makes the same calls in two threads, recorded in one and plain in the other. */
function playTwice(sequence: readonly Call[]): void {
  const [one, other] = [parkThread('recorded'), parkThread('plain')];
  const keys: ThreadLocal<number | null>[] = [];
  sequence.forEach((operation, index) => {
    if (operation.kind === 'create') {
      resetHashCode(operation.hashCode);
      keys.push(new ThreadLocal<number | null>());
      return;
    }
    const [at, local] = [operation.key % keys.length, keys[operation.key % keys.length]];
    if (local === undefined) return;
    if (operation.kind === 'collect') {
      keys.splice(at, 1);
      for (const { thread } of [one, other]) collect(thread.threadLocals, local);
      return;
    }
    const make = { get: () => local.get(), set: () => local.set(index), remove: () => local.remove() };
    playOn([one, other], make[operation.kind]);
  });
  for (const { thread } of [one, other]) thread.exit();
}

function playOn([one, other]: readonly [ParkedThread, ParkedThread], make: () => unknown): void {
  const before = pictureOf(one.thread.threadLocals);
  let result: unknown;
  const walks = recorded(() => (result = one.enter(make)));
  expect(result).to.equal(other.enter(make));
  const after = pictureOf(one.thread.threadLocals);
  expect(walks.reduce((picture, walk) => applied(walk, picture), before)).to.deep.equal(after);
  expect(after).to.deep.equal(pictureOf(other.thread.threadLocals));
  expectPlain(one.thread.threadLocals, walks.at(-1));
}

function expectPlain(map: ThreadLocalMap | null, walk: CallWalk | undefined): void {
  if (map === null) return;
  expect(isProxy(map.table)).to.equal(false);
  expect(walk).to.include({ lengthAfter: map.table.length, sizeAfter: map.size, cut: 0 });
  const fields = Object.entries(Object.getOwnPropertyDescriptors(map));
  expect(fields.map(([name]) => name)).to.deep.equal(['table', 'size', 'threshold']);
  for (const [name, field] of fields)
    expect(field, name).to.include({ enumerable: true, writable: true, configurable: true });
}

/** Makes the key's entry stale, as if the key had been collected. */
function collect(map: ThreadLocalMap | null, gone: ThreadLocal<number | null>): void {
  const entry = map?.table.find((candidate) => candidate?.serial === gone.threadLocalSerial);
  if (entry !== undefined) markCollected(entry);
}

function recorded(run: () => unknown): CallWalk[] {
  const walks: CallWalk[] = [];
  const stop = recordCalls((walk) => walks.push(walk));
  try {
    run();
  } finally {
    stop();
  }
  return walks;
}

function methods(): unknown[] {
  const maps = new Thread('any').newMap();
  const prototypes = [Object.getPrototypeOf(maps) as object, ThreadLocal.prototype];
  return prototypes.map((prototype) => Object.getOwnPropertyDescriptors(prototype));
}
