import { expect } from 'chai';

import type { NodeOrdinal } from '../../harness/core/units.js';
import { HeapGraph } from '../../harness/heap/graph/index.js';
import { readSnapshot } from '../../harness/heap/snapshot/index.js';
import { formatWitness, type Witness, witnessesOf } from '../../harness/retention/index.js';
import { SnapshotBuilder } from '../support/snapshot-builder.js';

/** More than the families of one class at one place that are worked out one by one. */
const MANY = 230;

/** A global object with a list, to which objects are added that a function or class belongs to. */
class Heap extends SnapshotBuilder {
  readonly list: NodeOrdinal = this.object('Array');
  readonly suspects: NodeOrdinal[] = [];
  readonly #script: NodeOrdinal;
  #size = 0;

  constructor() {
    super();
    const [realm, global] = [this.node('hidden', 'system / NativeContext'), this.object('global')];
    this.edge(this.root, 'element', 1, realm).edge(realm, 'internal', 'global_object', global);
    this.property(global, 'list', this.list);
    this.#script = this.node('code', '/app/main.js');
    this.edge(this.#script, 'internal', 'name', this.node('string', '/app/main.js'));
    this.edge(this.#script, 'internal', 'source', this.node('string', '…'));
    this.property(global, 'main', this.fn('main'));
  }

  /** A suspect that the list retains. */
  add(node: NodeOrdinal): NodeOrdinal {
    this.edge(this.list, 'element', this.#size++, node);
    return node;
  }

  /** A suspected object; of the user's if it has a class of its own. */
  made(className = 'Object'): NodeOrdinal {
    const node = this.object(className);
    if (className !== 'Object' && className !== 'Array') this.locate(node, 1, 2, 3);
    this.suspects.push(node);
    return node;
  }

  /** A suspected function. */
  madeFunction(name: string): NodeOrdinal {
    const node = this.fn(name);
    this.suspects.push(node);
    return node;
  }

  fn(name: string): NodeOrdinal {
    const [closure, shared] = [this.node('closure', name), this.node('code', name)];
    this.edge(closure, 'internal', 'shared', shared).edge(shared, 'internal', 'script', this.#script);
    this.locate(closure, 1, 0, 0);
    return closure;
  }

  async witnesses(): Promise<Witness[]> {
    return witnessesOf(HeapGraph.from(await readSnapshot(this.bytes())), this.suspects);
  }
}

/** Ways in which an entry leads to a function or class with a name of its own; each returns the entry. */
const SHAPES: Readonly<Record<string, (heap: Heap, name: string) => NodeOrdinal>> = {
  'is the entry': (heap, name) => heap.madeFunction(name),
  'is a property of the entry': (heap, name) => {
    const entry = heap.made();
    heap.property(entry, 'validate', heap.madeFunction(name));
    return entry;
  },
  'is a property of that name': (heap, name) => {
    const entry = heap.made();
    heap.property(entry, name, heap.madeFunction(name));
    return entry;
  },
  'is two objects below the entry': (heap, name) => {
    const [entry, inner] = [heap.made(), heap.made()];
    heap.property(entry, 'compiled', inner).property(inner, 'validate', heap.madeFunction(name));
    return entry;
  },
  'is in an array of the entry': (heap, name) => {
    const [entry, list] = [heap.made(), heap.made('Array')];
    heap.property(entry, 'validators', list).edge(list, 'element', 0, heap.madeFunction(name));
    heap.edge(list, 'element', 1, heap.madeFunction(`${name}Async`));
    return entry;
  },
  'is a class with instances in the entry': (heap, name) => {
    const [entry, rows] = [heap.made(), heap.made('Array')];
    heap.property(entry, 'model', heap.madeFunction(name)).property(entry, 'rows', rows);
    for (let at = 0; at < 3; at++) {
      const row = heap.made();
      heap.edge(rows, 'element', at, row).property(row, 'value', heap.made(name));
    }
    return entry;
  },
};

const witnessesOfShape = async (add: (heap: Heap, at: number) => void): Promise<[Heap, Witness[]]> => {
  const heap = new Heap();
  for (let at = 0; at < MANY; at++) add(heap, at);
  return [heap, await heap.witnesses()];
};

describe('witnessesOf(), if each leaking function or class has a name of its own', () => {
  for (const [where, entry] of Object.entries(SHAPES)) {
    it(`is one group without their names, which counts all objects: ${where}`, async () => {
      const signatures = [];
      for (const prefix of ['validate', 'aParser']) {
        const [heap, [one, ...more]] = await witnessesOfShape((to, at) =>
          to.add(entry(to, `${prefix}${(at * 7) % MANY}`)),
        );
        expect(more).to.deep.equal([]);
        const counts = [one?.count, ...(one?.followers ?? []).map(({ count }) => count)];
        expect(counts.reduce<number>((sum, count) => sum + (count ?? 0), 0)).to.equal(heap.suspects.length);
        for (const count of counts) expect((count ?? 0) % MANY).to.equal(0);
        const told = [one?.signature, one?.className, one?.followers, one?.kind.why, one?.kind.held];
        expect(JSON.stringify(told)).to.not.match(new RegExp(`${prefix}\\d`));
        signatures.push(one?.signature);
      }
      expect(signatures[0]).to.include('(various)');
      expect(signatures[0]).to.deep.equal(signatures[1]);
    });
  }

  it('has no name in the signature of a list that one reference retains', async () => {
    const signatures = [];
    for (const prefix of ['validate', 'aParser']) {
      let last: NodeOrdinal | undefined;
      const [, [one, ...more]] = await witnessesOfShape((heap, at) => {
        const [node, validate] = [heap.made(), heap.madeFunction(`${prefix}${at}`)];
        if (last === undefined) heap.add(node);
        else heap.property(last, 'next', node);
        heap.property(node, 'validate', validate);
        last = node;
      });
      expect(more).to.deep.equal([]);
      expect(one?.followers).to.deep.equal([{ className: '(various)', type: 'closure', count: MANY }]);
      signatures.push(one?.signature);
    }
    expect(signatures[0]).to.deep.equal(['global', 'list', 'Array', 'validate', '(various)']);
    expect(signatures[1]).to.deep.equal(signatures[0]);
  });

  it('reports them all as one in the headline and in the explanation, and the cut of all of them', async () => {
    const [, [one]] = await witnessesOfShape((heap, at) => heap.add(heap.madeFunction(`validate${at}`)));
    expect(one).to.deep.include({ className: '(various)', type: 'closure', count: MANY, followers: [] });
    expect(one?.verifiedCut).to.include({ text: 'global.list', references: 1, freed: MANY });
    const text = one === undefined ? '' : formatWitness(one);
    expect(text).to.match(new RegExp(`^\\(functions of various names\\) × ${MANY}\n`));
    expect(text).to.include('Each call creates its own `(functions of various names)`');
    expect(text).to.include(`alone frees ${MANY} of ${MANY} and `);
  });

  it('keeps the names of functions that each entry has, or that only one object has', async () => {
    const names = ['onOpen', 'onData', 'onError', 'onClose', 'onIdle', 'onDrain', 'onEnd'];
    for (const [entries, counts] of [
      [MANY, names.map(() => MANY)],
      [1, names.map(() => 1)],
    ] as const) {
      const heap = new Heap();
      for (let at = 0; at < entries; at++) {
        const entry = heap.add(heap.made());
        for (const name of names) heap.property(entry, name, heap.madeFunction(name));
      }
      const [one, ...more] = await heap.witnesses();
      expect(more).to.deep.equal([]);
      expect(one?.followers.map(({ className }) => className)).to.have.members(names);
      expect(one?.followers.map(({ count }) => count)).to.deep.equal(counts);
      expect(one?.signature).to.not.include('(various)');
    }
  });
});
