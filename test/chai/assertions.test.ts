import * as chai from 'chai';
import { AssertionError, expect } from 'chai';
import { HeapGraph } from 'heapwitness';
import heapwitness from 'heapwitness/chai';
import { readSnapshot } from '../../harness/heap/snapshot/index.js';
import { expectHeapwitnessError, thrownBy } from '../support/errors.js';
import { runProgram } from '../support/run-program.js';
import { SnapshotBuilder } from '../support/snapshot-builder.js';

chai.use(heapwitness);

/** Two heaps of one isolate: of three sessions one stays, a new one comes; a holder holds the ones that are alive. */
async function heaps(): Promise<{ before: HeapGraph; now: HeapGraph }> {
  const [before, now] = await Promise.all(
    [
      [101, 103, 105],
      [103, 107],
    ].map(async (ids) => {
      const heap = new SnapshotBuilder();
      const [session, holder] = [heap.class('Session'), heap.class('Holder')];
      const special = heap.class('SpecialSession', session);
      heap.class('Unused');
      const forgotten = heap.instance(heap.class('Forgotten'));
      heap.edge(heap.root, 'weak', 'target', forgotten);
      const holds = heap.instance(holder);
      const list = heap.object('Array');
      heap.property(heap.root, 'holder', holds).property(holds, 'list', list);
      for (const [at, id] of ids.entries()) {
        const of = id === 103 ? special : session;
        const one = heap.node('object', of.name, { id });
        heap.property(one, '__proto__', of.prototype).edge(list, 'element', at, one);
      }
      return HeapGraph.from(await readSnapshot(heap.bytes()));
    }),
  );
  if (before === undefined || now === undefined) throw new Error('no heaps');
  return { before, now };
}

interface Failure {
  readonly message: string;
  readonly actual: unknown;
  readonly expected: unknown;
}

function failureOf(assert: () => unknown): Failure {
  const error = thrownBy(assert);
  expect(error).to.be.instanceOf(AssertionError);
  return error as Failure;
}

let before: HeapGraph;
let now: HeapGraph;

beforeEach(async () => {
  ({ before, now } = await heaps());
});

describe('expect(heap).to.have.collected(n).instancesOf(…).since(before)', () => {
  it('passes if exactly n of the earlier instances are gone, whatever was allocated since', () => {
    expect(now).to.have.collected(2).instancesOf('Session').since(before);
    expect(now).to.have.collected(0).instancesOf('SpecialSession').since(before);
    expect(now).to.have.collected(0).instancesOf('Unused').since(before);
  });

  it('fails if fewer or more are gone, with the counts and what retains a survivor, with its id', () => {
    for (const count of [1, 3]) {
      const { message } = failureOf(() =>
        expect(now).to.have.collected(count).instancesOf('Session').since(before),
      );
      expect(message).to.include(`expected ${count} instances of Session to have been collected`);
      expect(message).to.include('3 before, 2 now, 2 of the earlier ones collected');
      expect(message).to.include('Session @103 is retained by:').and.include('Holder').and.include('.list');
      expect(message).to.include('╰→ ').and.include('leaking: yes');
    }
  });

  it('has an `actual` of plain data, so that a failure retains no heap', () => {
    const error = failureOf(() => expect(now).to.have.collected(1).instancesOf('Session').since(before));
    expect(error.actual).to.deep.equal({ className: 'Session', before: 3, now: 2, collected: 2 });
    expect(error.expected).to.deep.equal({ className: 'Session', collected: 1 });
    expect(structuredClone(error.actual)).to.deep.equal(error.actual);
  });

  it('can be negated: not exactly n', () => {
    expect(now).not.to.have.collected(1).instancesOf('Session').since(before);
    const { message } = failureOf(() =>
      expect(now).not.to.have.collected(2).instancesOf('Session').since(before),
    );
    expect(message).to.include('expected not 2 instances of Session');
  });

  it('rejects a heap of another isolate, and a later one, with ERR_FOREIGN_SNAPSHOT', async () => {
    const other = new SnapshotBuilder();
    const session = other.class('Session');
    for (const id of [201, 203, 205]) other.edge(other.root, 'element', id, other.node('array', '', { id }));
    other.property(other.root, 'session', other.instance(session));
    const foreign = HeapGraph.from(await readSnapshot(other.bytes()));
    for (const [heap, since] of [
      [now, foreign],
      [before, now],
    ] as const) {
      for (const subject of [expect(heap), expect(heap).not]) {
        const error = thrownBy(() => subject.to.have.collected(0).instancesOf('Session').since(since));
        expectHeapwitnessError(error, 'ERR_FOREIGN_SNAPSHOT');
      }
    }
  });

  it('can be continued as a chai chain', () => {
    expect(now).to.have.collected(2).instancesOf('Session').since(before).and.to.be.instanceOf(HeapGraph);
  });
});

describe('expect(heap).to.retain(n).instancesOf(…)', () => {
  it('passes if exactly n are alive, including subclasses but not prototypes', () => {
    expect(before).to.retain(3).instancesOf('Session');
    expect(now).to.retain(1).instancesOf('SpecialSession');
    expect(now).to.retain(0).instancesOf('Unused');
  });

  it('fails otherwise, with both counts and what retains one of them', () => {
    for (const count of [2, 4]) {
      const error = failureOf(() => expect(before).to.retain(count).instancesOf('Session'));
      expect(error.message).to.include(`expected ${count} instances of Session to be retained, found 3`);
      expect(error.message)
        .to.match(/\nOne of them, Session @10\d is retained by:\n┬─ /)
        .and.match(/├─ Holder\n/);
      expect(error.actual).to.deep.equal({ className: 'Session', retained: 3 });
    }
  });

  it('can be negated: not exactly n', () => {
    expect(before).not.to.retain(2).instancesOf('Session');
    failureOf(() => expect(before).not.to.retain(3).instancesOf('Session'));
  });

  it('reports that an object with only weak references is not retained', () => {
    const { message } = failureOf(() => expect(now).to.retain(0).instancesOf('Forgotten'));
    expect(message).to.include('only by weak references');
  });
});

describe('expect(heap).to.retain(n).instancesOf(…).through(…)', () => {
  it('passes if each path leads through these classes in this order, with others in between', () => {
    expect(now).to.retain(2).instancesOf('Session').through('Holder', 'Array');
    expect(now).to.retain(2).instancesOf('Session').through('Holder').and.to.be.instanceOf(HeapGraph);
  });

  it('fails for another order or another class, and shows a path', () => {
    for (const route of [['Array', 'Holder'], ['Unused']]) {
      const error = failureOf(() =>
        expect(now)
          .to.retain(2)
          .instancesOf('Session')
          .through(...route),
      );
      expect(error.message).to.include(`retained through ${route.join(' → ')}; 2 are not`);
      expect(error.message).to.match(/Holder @\d+/);
      expect(error.actual).to.deep.equal({ className: 'Session', retained: 2, notThrough: 2 });
    }
  });

  it('counts neither the instance itself nor a function with the name of the class', async () => {
    const heap = new SnapshotBuilder();
    const [session, holder] = [heap.class('Session'), heap.class('Holder')];
    const holds = heap.instance(session);
    heap.property(holder.closure, 'session', holds).property(holds, 'next', heap.instance(session));
    const graph = HeapGraph.from(await readSnapshot(heap.bytes()));
    for (const route of ['Session', 'Holder']) {
      const { message } = failureOf(() => expect(graph).to.retain(2).instancesOf('Session').through(route));
      expect(message).to.include(`through ${route}; ${route === 'Holder' ? 2 : 1} are not`);
    }
  });

  it('passes, if negated, only if no path leads through these classes', () => {
    expect(now).not.to.retain(5).instancesOf('Session').through('Unused');
    const { message } = failureOf(() =>
      expect(now).not.to.retain(5).instancesOf('Session').through('Holder'),
    );
    expect(message).to.include('expected no instance of Session to be retained through Holder');
  });
});

describe('an invalid assertion', () => {
  const wrong: Record<string, { code: 'ERR_USAGE' | 'ERR_UNKNOWN_CLASS'; assert: () => unknown }> = {
    'about an object that is not a heap': { code: 'ERR_USAGE', assert: () => expect({}).to.retain(1) },
    'about undefined': { code: 'ERR_USAGE', assert: () => expect(undefined).to.have.collected(1) },
    'with a negative count': { code: 'ERR_USAGE', assert: () => expect(now).to.retain(-1) },
    'with a fractional count': { code: 'ERR_USAGE', assert: () => expect(now).to.have.collected(0.5) },
    'with a count that is a string': {
      code: 'ERR_USAGE',
      assert: () => expect(now).to.retain('1' as unknown as number),
    },
    'with a count that cannot be converted to a string': {
      code: 'ERR_USAGE',
      assert: () => expect(now).to.retain(Object.create(null) as number),
    },
    'since an object that is not a heap': {
      code: 'ERR_USAGE',
      assert: () => expect(now).to.have.collected(1).instancesOf('Session').since({}),
    },
    'through no class': {
      code: 'ERR_USAGE',
      assert: () => expect(now).to.retain(2).instancesOf('Session').through(),
    },
    'of a class whose name is not a string': {
      code: 'ERR_USAGE',
      assert: () =>
        expect(now)
          .to.retain(2)
          .instancesOf(Object as unknown as string),
    },
    'of an unknown class (collected)': {
      code: 'ERR_UNKNOWN_CLASS',
      assert: () => expect(now).to.have.collected(0).instancesOf('Sesion').since(before),
    },
    'of an unknown class (retain)': {
      code: 'ERR_UNKNOWN_CLASS',
      assert: () => expect(now).to.retain(0).instancesOf('Sesion'),
    },
    'of an unknown class (negated)': {
      code: 'ERR_UNKNOWN_CLASS',
      assert: () => expect(now).not.to.retain(1).instancesOf('Sesion'),
    },
    'through an unknown class': {
      code: 'ERR_UNKNOWN_CLASS',
      assert: () => expect(now).not.to.retain(1).instancesOf('Session').through('Sesion'),
    },
  };
  for (const [what, { code, assert }] of Object.entries(wrong)) {
    it(`${what} throws ${code}`, () => {
      const { message } = expectHeapwitnessError(thrownBy(assert), code);
      if (code === 'ERR_UNKNOWN_CLASS')
        expect(message).to.include('"Sesion"').and.include('Did you mean Session');
    });
  }

  for (const [chain, remedy] of [
    ['collected', ".instancesOf('Class').since(before)"],
    ['instancesOf', ".instancesOf('Class').since(before)"],
    ['retain', ".instancesOf('Class')"],
  ] as const) {
    it(`that ends at ${chain} is an uncaught ERR_INCOMPLETE_ASSERTION`, async () => {
      const { stdout } = await runProgram('unfinished-chain', { args: [chain] });
      expect(stdout)
        .to.match(/^ERR_INCOMPLETE_ASSERTION /)
        .and.include(remedy);
    });
  }

  it('that is complete throws nothing (negative control)', async () => {
    const { code, stdout } = await runProgram('unfinished-chain', { args: ['finished'] });
    expect({ code, stdout }).to.deep.equal({ code: 0, stdout: '' });
  });
});

describe('the plugin', () => {
  it('works with the chai instance that is passed to it', async () => {
    const another = (await import(`${import.meta.resolve('chai')}?another`)) as typeof chai;
    expect(another.expect).to.not.equal(chai.expect);
    expect(thrownBy(() => another.expect(now).to.retain(2))).to.match(/Invalid Chai property: retain/);
    const { expect: withWords } = another.use(heapwitness);
    withWords(now).to.retain(2).instancesOf('Session');
    const error = thrownBy(() => withWords(now).to.retain(1).instancesOf('Session'));
    expect(error).to.be.instanceOf(another.AssertionError).and.not.instanceOf(AssertionError);
  });
});
