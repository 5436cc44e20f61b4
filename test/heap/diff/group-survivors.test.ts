import { expect } from 'chai';
import { backingStores } from '../../../harness/heap/graph/queries/backing-stores.js';
import { replacedBefore, replacedValues } from '../../../harness/heap/graph/queries/replaced-values.js';
import { Births } from '../../../harness/heap/diff/births.js';
import { type GroupSurvivors, survivorsByGroup } from '../../../harness/heap/diff/group-survivors.js';
import { heapObjectId } from '../../../harness/core/units.js';
import { HeapGraph } from '../../../harness/heap/graph/index.js';
import { readSnapshot } from '../../../harness/heap/snapshot/index.js';
import { SnapshotBuilder } from '../../support/snapshot-builder.js';

const graphOf = async (heap: SnapshotBuilder): Promise<HeapGraph> =>
  HeapGraph.from(await readSnapshot(heap.bytes()));

/** A heap whose nodes hang on the root. */
function heapOf(nodes: readonly [type: string, name: string, id: number][]): SnapshotBuilder {
  const heap = new SnapshotBuilder();
  for (const [type, name, id] of nodes) heap.property(heap.root, `held${id}`, heap.node(type, name, { id }));
  return heap;
}

/** The groups of a heap after cycles that began when these were the newest ids. */
async function groupsOf(
  heap: HeapGraph,
  boundaries: readonly number[],
  leftOut?: ReadonlySet<number>,
): Promise<GroupSurvivors[]> {
  const [first, ...others] = await Promise.all(
    boundaries.map(async (newest) => {
      // The objects that are old by then.
      const old = heap.columns.nodeId.filter((id) => id <= newest);
      const nodes = [...old].flatMap((id): [string, string, number][] => {
        const node = heap.nodeById(heapObjectId(id));
        return node === undefined || id === 1 ? [] : [[heap.type(node), heap.name(node), id]];
      });
      return graphOf(heapOf([...nodes, ['hidden', 'newest', newest]]));
    }),
  );
  if (first === undefined) throw new Error('There is no first look.');
  const births = new Births(first);
  for (const look of [...others, heap]) births.add(look);
  return survivorsByGroup(heap, births, leftOut);
}

describe('survivorsByGroup()', () => {
  it('counts objects by class and by the cycle of their birth, without those born before', async () => {
    const heap = heapOf([
      ['object', 'Session', 95],
      ['object', 'Session', 101],
      ['object', 'Session', 103],
      ['object', 'Session', 201],
      ['object', 'Other', 301],
    ]);
    const groups = await groupsOf(await graphOf(heap), [97, 197, 297]);
    const counted = groups.map(({ name, survivors }) => [name, ...survivors]);
    expect(counted).to.deep.equal([
      ['Session', 2, 1, 0],
      ['Other', 0, 0, 1],
    ]);
  });

  it('counts closures by name, and all strings, symbols and the like as one group per kind', async () => {
    const heap = heapOf([
      ['closure', 'onDone', 101],
      ['closure', 'onDone', 103],
      ['string', 'a', 105],
      ['concatenated string', 'b', 107],
      ['sliced string', 'c', 109],
      ['symbol', 'd', 111],
    ]);
    const groups = await groupsOf(await graphOf(heap), [97]);
    expect(groups.map(({ kind, name, survivors }) => [kind, name, ...survivors])).to.deep.equal([
      ['closure', 'onDone', 2],
      ['string', '(string)', 3],
      ['symbol', '(symbol)', 1],
    ]);
  });

  it("leaves out V8's own nodes, those of the embedder, and those given by the caller", async () => {
    const heap = heapOf([
      ['code', 'run', 101],
      ['hidden', 'system / Map', 103],
      ['array', '(object elements)', 105],
      ['number', '1.5', 107],
      ['native', 'Node / ModuleWrap', 109],
      ['object', 'Embedded', 110],
      ['object', 'Mine', 111],
    ]);
    const graph = await graphOf(heap);
    const [mine] = graph.instances('Mine');
    expect((await groupsOf(graph, [97])).map(({ name }) => name)).to.deep.equal(['Mine']);
    expect(await groupsOf(graph, [97], new Set([Number(mine)]))).to.deep.equal([]);
  });

  it("leaves out V8's templates of literals, which belong to the code", async () => {
    const heap = heapOf([['hidden', 'system / AllocationSite', 101]]);
    const template = heap.node('object', 'Object', { id: 103 });
    heap.edge(
      heap.node('hidden', 'system / AllocationSite', { id: 105 }),
      'internal',
      'transition_info',
      template,
    );
    heap.property(heap.root, 'real', heap.node('object', 'Object', { id: 107 }));
    const [group] = await groupsOf(await graphOf(heap), [97]);
    expect(group).to.deep.include({ name: 'Object', survivors: [1] });
  });

  it('treats the highest odd id as the newest object, because even ids are assigned anew at each look', async () => {
    const heap = heapOf([
      ['object', 'A', 41],
      ['native', 'Node / Worker', 5000],
    ]);
    const births = new Births(await graphOf(heap));
    heap.property(heap.root, 'new', heap.node('object', 'A', { id: 43 }));
    births.add(await graphOf(heap));
    expect(births.byCycle([41, 43])).to.deep.equal([1]);
  });
});

describe('backingStores()', () => {
  it('returns the bytes of elements and tables by owner, without weak collections and newer owners', async () => {
    const heap = new SnapshotBuilder();
    const owner = (name: string, id: number, shallowBytes: number): void => {
      const object = heap.node('object', name, { id });
      heap.property(heap.root, `o${id}`, object);
      heap.edge(object, 'internal', 'elements', heap.node('array', '', { shallowBytes, id: id + 500 }));
    };
    owner('Array', 11, 800);
    owner('Array', 13, 16);
    owner('WeakSet', 15, 800);
    owner('Map', 201, 800);
    const graph = await graphOf(heap);
    const stores = backingStores(graph, (node) => graph.id(node) <= 100);
    expect([...stores].map(([place, { bytes }]) => [place, bytes])).to.deep.equal([['11', 800]]);
  });
});

describe('replacedValues()', () => {
  it('returns new collections and texts by the reference under which an old object holds them', async () => {
    const heap = new SnapshotBuilder();
    const holder = heap.node('object', 'Service', { id: 11 });
    heap.property(heap.root, 'service', holder);
    const list = heap.node('object', 'Array', { id: 201 });
    heap.property(holder, 'list', list);
    heap.edge(list, 'internal', 'elements', heap.node('array', '', { shallowBytes: 4000, id: 203 }));
    heap.property(holder, 'text', heap.node('string', 'abc', { shallowBytes: 900, id: 205 }));
    heap.property(holder, 'old', heap.node('string', 'abcd', { shallowBytes: 900, id: 13 }));
    heap.property(holder, 'small', heap.node('string', 'b', { shallowBytes: 16, id: 207 }));
    const state = heap.node('object', 'Object', { id: 209 });
    heap.property(holder, 'state', state);
    const inner = heap.node('object', 'Map', { id: 211 });
    heap.property(state, 'byId', inner);
    heap.edge(inner, 'internal', 'table', heap.node('array', '', { shallowBytes: 700, id: 213 }));
    const graph = await graphOf(heap);
    const values = replacedValues(graph, (node) => graph.id(node) <= 100);
    expect([...values].map(([place, { bytes }]) => [place, bytes])).to.deep.equal([
      ['11 property list', 4000],
      ['11 property text', 900],
      ['11 property state property byId', 700],
    ]);
  });

  it('returns those that are elements of a short list, or entries of a small Map', async () => {
    const heap = new SnapshotBuilder();
    const list = heap.node('object', 'Array', { id: 11 });
    heap.property(heap.root, 'list', list);
    heap.edge(list, 'element', 0, heap.node('string', 'abc', { shallowBytes: 900, id: 201 }));
    const long = heap.node('object', 'Array', { id: 13 });
    heap.property(heap.root, 'long', long);
    for (let at = 0; at < 65; at++)
      heap.edge(long, 'element', at, heap.node('string', `t${at}`, { shallowBytes: 900, id: 301 + 2 * at }));
    const map = heap.node('object', 'Map', { id: 15 });
    heap.property(heap.root, 'map', map);
    const table = heap.node('array', '', { shallowBytes: 100, id: 17 });
    heap.edge(map, 'internal', 'table', table);
    heap.edge(table, 'internal', '6', heap.node('string', 'def', { shallowBytes: 800, id: 203 }));
    const graph = await graphOf(heap);
    const values = replacedValues(graph, (node) => graph.id(node) <= 100);
    const sizes = [...values].map(([place, { bytes }]) => [place, bytes]);
    expect(sizes).to.deep.equal([
      ['11 element 0', 900],
      ['15 entry 6', 800],
    ]);
    expect(
      new Map([...replacedBefore(graph, graph, values)].map(([place, { bytes }]) => [place, bytes])),
    ).to.deep.equal(
      new Map([
        ['11 element 0', 900],
        ['15 entry 6', 800],
      ]),
    );
  });
});
