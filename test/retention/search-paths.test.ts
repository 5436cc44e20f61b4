import { expect } from 'chai';
import type { NodeOrdinal } from '../../harness/core/units.js';
import { HeapGraph } from '../../harness/heap/graph/index.js';
import { readSnapshot } from '../../harness/heap/snapshot/index.js';
import { edgeLevels } from '../../harness/retention/search/edge-levels.js';
import { edgeOrder } from '../../harness/retention/search/edge-order.js';
import { HeapFacts } from '../../harness/retention/search/heap-facts.js';
import { type Paths, pathTo, searchPaths } from '../../harness/retention/search/search-paths.js';
import { SnapshotBuilder } from '../support/snapshot-builder.js';

async function search(heap: SnapshotBuilder): Promise<Paths> {
  const graph = HeapGraph.from(await readSnapshot(heap.bytes()));
  const facts = new HeapFacts(graph);
  const seeds = [{ node: heap.root, level: 0 }];
  return searchPaths(graph.columns, edgeLevels(facts), edgeOrder(facts), seeds);
}

describe('searchPaths()', () => {
  it('reaches objects behind any number of prototypes, and objects that these retain', async () => {
    const heap = new SnapshotBuilder();
    const chain: NodeOrdinal[] = [];
    const beside: NodeOrdinal[] = [];
    for (let at = heap.root; chain.length < 300; at = chain.at(-1) ?? at) {
      const scope = heap.object('Scope');
      const own = heap.object('Own');
      const inner = heap.object('Inner');
      heap.property(at, at === heap.root ? 'scope' : '__proto__', scope);
      heap.property(scope, 'own', own).property(own, 'inner', inner);
      chain.push(scope);
      beside.push(inner);
    }
    const paths = await search(heap);
    const lengths = (nodes: readonly NodeOrdinal[]): (number | undefined)[] =>
      nodes.map((node) => pathTo(paths, node)?.edges.length);
    expect(lengths(chain)).to.deep.equal(chain.map((_, at) => at + 1));
    expect(lengths(beside)).to.deep.equal(chain.map((_, at) => at + 3));
  });

  it('prefers a longer path that avoids a prototype, and finds none to unreachable objects', async () => {
    const heap = new SnapshotBuilder();
    const [first, second, shared, lost] = ['first', 'second', 'shared', 'lost'].map((name) =>
      heap.object(name),
    );
    if (!first || !second || !shared || !lost) throw new Error('four were made');
    heap.property(heap.root, '__proto__', shared).property(heap.root, 'first', first);
    heap
      .property(first, 'second', second)
      .property(second, 'shared', shared)
      .property(lost, 'shared', shared);
    const paths = await search(heap);
    expect(pathTo(paths, shared)?.nodes).to.deep.equal([heap.root, first, second, shared]);
    expect(pathTo(paths, lost)).to.equal(undefined);
  });
});
