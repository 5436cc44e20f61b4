import { expect } from 'chai';

import type { NodeOrdinal } from '../../../harness/core/units.js';
import { formatRetainingPath, HeapGraph, readHeapGraph } from '../../../harness/heap/graph/index.js';
import { readSnapshot } from '../../../harness/heap/snapshot/index.js';
import { captureWorker } from '../../support/capture.js';
import { SnapshotBuilder } from '../../support/snapshot-builder.js';

/** A heap with V8's table of internalized strings, or a node of another type that is called so. */
function heapWith(type: string): { heap: SnapshotBuilder; table: NodeOrdinal } {
  const heap = new SnapshotBuilder();
  const roots = heap.node('synthetic', '(GC roots)');
  const table = heap.node(type, '(Internalized strings)');
  heap.edge(heap.root, 'element', 1, roots).edge(roots, 'element', 1, table);
  return { heap, table };
}

const graphOf = async (heap: SnapshotBuilder): Promise<HeapGraph> =>
  HeapGraph.from(await readSnapshot(heap.bytes()));

describe('The table of internalized strings', () => {
  it('does not retain a string, unlike an object with a property of that name', async () => {
    const { heap, table } = heapWith('synthetic');
    const key = heap.node('string', 'key', { shallowBytes: 24 });
    heap.edge(table, 'internal', 'key', key);
    const object = heap.node('object', 'Object', { shallowBytes: 32 });
    const names = heap.node('array', '(object properties)', { shallowBytes: 64 });
    heap.property(heap.root, 'far', heap.object('Far')).property(heap.root, 'object', object);
    heap.edge(object, 'internal', 'properties', names).edge(names, 'internal', '1', key);
    const graph = await graphOf(heap);
    expect(graph.retainingPath(key)?.steps.map(({ node }) => node.name)).to.deep.equal([
      'Object',
      '(object properties)',
      'key',
    ]);
    expect(graph.retainingPaths(key)).to.have.length(1);
    expect(graph.dominator(key)).to.equal(names);
    expect(graph.retainedBytes(object)).to.equal(32 + 64 + 24);
    expect(graph.retainedSet([object]).bytes).to.equal(32 + 64 + 24);
  });

  it('shows that a string to which only the table refers is retained, but not by what', async () => {
    const { heap, table } = heapWith('synthetic');
    const [key, lost] = [heap.node('string', 'key'), heap.node('string', 'lost')];
    heap.edge(table, 'internal', 'key', key);
    const graph = await graphOf(heap);
    expect(graph.retainingPath(key)).to.equal(undefined);
    expect(graph.unreachable()).to.deep.equal([lost]);
  });

  it('is not confused with an object of that name, which retains its strings', async () => {
    const { heap, table } = heapWith('object');
    const key = heap.node('string', 'key');
    heap.property(table, 'key', key);
    const graph = await graphOf(heap);
    expect(graph.dominator(key)).to.equal(table);
    expect(graph.retainingPath(key)?.steps).to.have.length(3);
  });

  it('retains none of the property names of a real heap', async () => {
    const bytes = await captureWorker(`
      globalThis.table = {};
      for (let i = 0; i < 2_000; i++) globalThis.table['customer-' + i] = 1;`);
    const graph = await readHeapGraph(bytes);
    const keys = [...graph.find((node) => /^customer-\d+$/.test(graph.name(node)))];
    expect(keys).to.have.length(2000);
    const paths = keys.map((key) => graph.retainingPath(key));
    const texts = paths.map((path) => (path === undefined ? '' : formatRetainingPath(path)));
    expect(texts.filter((text) => !text.includes('"table"'))).to.deep.equal([]);
    expect(texts.filter((text) => text.includes('Internalized'))).to.deep.equal([]);
  });
});
