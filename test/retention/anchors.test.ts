import { expect } from 'chai';
import { HeapGraph } from '../../harness/heap/graph/index.js';
import { readSnapshot } from '../../harness/heap/snapshot/index.js';
import { findAnchors } from '../../harness/retention/search/anchors.js';
import { HeapFacts } from '../../harness/retention/search/heap-facts.js';
import { SnapshotBuilder } from '../support/snapshot-builder.js';

/** A heap with a script of Node's own that has these private variables. */
async function nodeWith(variables: readonly string[]): Promise<HeapFacts> {
  const heap = new SnapshotBuilder();
  const script = heap.node('code', 'node:internal/lists');
  heap.edge(script, 'internal', 'name', heap.node('string', 'node:internal/lists'));
  heap.edge(script, 'internal', 'source', heap.node('string', '…'));
  const [shared, closure, context] = [
    heap.node('code', 'run'),
    heap.node('closure', 'run'),
    heap.object('system / Context'),
  ];
  heap.property(heap.root, 'run', closure);
  heap.edge(closure, 'internal', 'shared', shared).edge(shared, 'internal', 'script', script);
  heap.edge(closure, 'internal', 'context', context);
  heap.locate(closure, 1, 0, 0);
  for (const variable of variables) {
    const list = heap.object('List');
    heap.edge(context, 'context', variable, list).property(list, 'array', heap.object('Array'));
  }
  return new HeapFacts(HeapGraph.from(await readSnapshot(heap.bytes())));
}

describe('findAnchors()', () => {
  it('states for each list of Node how long it retains its members', async () => {
    const facts = await nodeWith(['active_hooks', 'storageList', 'immediateQueue']);
    const reasons = new Map(findAnchors(facts, () => true).map(({ word, reason }) => [word, reason]));
    expect(reasons.get('async hook')).to.equal('Node retains them until they are disabled');
    expect(reasons.get('async store')).to.equal('Node retains them until they are disabled');
    expect(reasons.get('immediate')).to.match(/until they have run/);
  });
});
