import { expect } from 'chai';
import { codeStrings } from '../../../harness/heap/graph/queries/code-strings.js';
import { HeapGraph } from '../../../harness/heap/graph/index.js';
import { readSnapshot } from '../../../harness/heap/snapshot/index.js';
import { SnapshotBuilder } from '../../support/snapshot-builder.js';

describe('codeStrings()', () => {
  it('returns strings to which only compiled code refers, and the table of internalized strings', async () => {
    const heap = new SnapshotBuilder();
    const roots = heap.node('synthetic', '(GC roots)');
    const table = heap.node('synthetic', '(Internalized strings)');
    const code = heap.node('code', '(code)');
    const object = heap.object('Holder');
    const [constant, shared, held, inner] = ['constant', 'shared', 'held', 'inner'].map((text) =>
      heap.node('string', text),
    );
    if (constant === undefined || shared === undefined || held === undefined || inner === undefined)
      throw new RangeError('four strings');
    const list = heap.node('code', '(code)');
    heap.edge(heap.root, 'element', 1, roots).edge(roots, 'element', 1, table);
    heap.property(heap.root, 'object', object).property(heap.root, 'code', code);
    heap.edge(code, 'internal', '0', constant).edge(code, 'internal', '1', shared);
    heap.edge(code, 'internal', '2', list).edge(list, 'internal', '0', inner);
    heap.property(object, 'shared', shared).property(object, 'held', held);
    for (const [at, text] of [constant, shared, held, inner].entries()) heap.edge(table, 'element', at, text);
    const { columns } = HeapGraph.from(await readSnapshot(heap.bytes()));
    expect(codeStrings(columns)).to.have.members([constant, inner]);
  });
});
